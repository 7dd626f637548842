import type { ReactNode } from 'react'

type Props = { title: string; children?: ReactNode; action?: ReactNode }

/** What stands where nothing is yet: what will be there, and the first step. */
export function Empty({ title, children, action }: Props) {
  return (
    <div className="card empty stack">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <p>{children}</p>}
      {action && <div>{action}</div>}
    </div>
  )
}
