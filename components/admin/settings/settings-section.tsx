import type { ReactNode } from 'react'

type Props = { id: string; title: string; text: string; children: ReactNode }

/** A part of the settings: what it is about, and beside it its controls. */
export function SettingsSection({ id, title, text, children }: Props) {
  return (
    <section className="settings-section" aria-labelledby={`settings-${id}`}>
      <div>
        <h2 id={`settings-${id}`}>{title}</h2>
        <p className="note-line">{text}</p>
      </div>
      <div className="stack">{children}</div>
    </section>
  )
}
