import type { ReactNode } from 'react'

type Props = {
  /** Where links and the browser jump to. */
  id: string
  title: string
  /** What has just been done here. */
  done?: string | null
  /** The form is folded under what it changes, unless it has just failed. */
  folded?: Folded
  children: ReactNode
}

type Folded = {
  fact: ReactNode
  /** What opens the form, and what closes it. */
  label: string
  close: string
  open: boolean
  /** For what cannot be taken back. */
  danger?: boolean
}

/** One part of the account page. */
export function AccountSection({ id, title, done, folded, children }: Props) {
  return (
    <section id={folded ? undefined : id} className="account-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="stack">
        {done && (
          <p className="note note-good" role="status" id={`${id}-done`}>
            {done}
          </p>
        )}
        {folded ? (
          <details open={folded.open}>
            <summary>
              <bdi className="account-fact">{folded.fact}</bdi>
              <span className={folded.danger ? 'button button-danger' : 'account-change'}>
                <span className="when-closed">{folded.label}</span>
                <span className="when-open">{folded.close}</span>
              </span>
            </summary>
            {/* In it, so that a browser that jumps here opens it. */}
            <div id={id} className="stack">
              {children}
            </div>
          </details>
        ) : (
          children
        )}
      </div>
    </section>
  )
}
