import type { ReactNode } from 'react'

type Props = {
  /** Where links and the browser jump to. */
  id: string
  title: string
  /** What has just been done here. */
  done?: string | null
  children: ReactNode
}

/** One part of the account page. */
export function AccountSection({ id, title, done, children }: Props) {
  return (
    <section id={id} className="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {done && (
        <p className="note note-good" role="status">
          {done}
        </p>
      )}
      {children}
    </section>
  )
}
