'use client'

import { useEffect, useRef } from 'react'

export type SummaryItem = {
  /** The id of the field, or null for the form as a whole. */
  field: string | null
  message: string
}

type Props = {
  title: string
  items: SummaryItem[]
  /** Grows with each failed try; the summary takes the focus when it does. */
  attempt: number
  /** What the page's title starts with while there is an error. */
  titlePrefix: string
}

/** What went wrong, with a link to each field; takes the focus (WCAG 3.3.1, 4.1.3). */
export function ErrorSummary({ title, items, attempt, titlePrefix }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const failed = items.length > 0
  useEffect(() => {
    if (failed && attempt > 0) box.current?.focus()
  }, [failed, attempt])
  useEffect(() => {
    const plain = document.title
    if (!failed || plain.startsWith(titlePrefix)) return
    document.title = `${titlePrefix} ${plain}`
    return () => {
      document.title = plain
    }
  }, [failed, titlePrefix])
  return (
    <div role="alert">
      {failed && (
        <div ref={box} tabIndex={-1} className="note note-bad">
          <div className="stack-tight">
            <h2>{title}</h2>
            <ul>
              {items.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  {field ? <a href={`#${field}`}>{message}</a> : message}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </div>
  )
}
