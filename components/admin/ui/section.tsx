import { type ReactNode, useId } from 'react'

type Props = { title: string; id?: string; actions?: ReactNode; children: ReactNode }

/** A part of a page under its heading. */
export function Section({ title, id, actions, children }: Props) {
  const headingId = useId()
  return (
    <section className="section" id={id} aria-labelledby={headingId}>
      <div className="section-head">
        <h2 id={headingId}>{title}</h2>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
