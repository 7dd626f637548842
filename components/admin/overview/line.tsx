import type { ReactNode } from 'react'

type Props = { icon: ReactNode; title: ReactNode; note: ReactNode; actions: ReactNode }

/** One thing that waits for an administrator: what it is, a note, and what helps. */
export function Line({ icon, title, note, actions }: Props) {
  return (
    <li className="line line-wide">
      <span className="line-icon">{icon}</span>
      <span className="line-main">
        {title}
        <span className="soft small">{note}</span>
      </span>
      <span className="row">{actions}</span>
    </li>
  )
}
