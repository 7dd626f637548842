'use client'

import { useEffect, useRef } from 'react'
import { ProblemList, type SummaryItem } from './problem-list'

type Props = {
  id: string
  title: string
  items: SummaryItem[]
  /** Grows with each failed try; the summary takes the focus when it does. */
  attempt: number
  /** What the page's title starts with while there is an error. */
  titlePrefix: string
}

/** What went wrong with a form; takes the focus and is announced (WCAG 3.3.1, 4.1.3). */
export function ErrorSummary({ id, title, items, attempt, titlePrefix }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const failed = items.length > 0
  useEffect(() => {
    if (failed && attempt > 0) box.current?.focus()
  }, [failed, attempt])
  useEffect(() => {
    if (!failed) return
    // The server has written it already where a form came back without scripts.
    const plain = document.title.replace(`${titlePrefix} `, '')
    document.title = `${titlePrefix} ${plain}`
    return () => {
      document.title = plain
    }
  }, [failed, titlePrefix])
  return (
    <div role="alert">
      {failed && <ProblemList ref={box} id={id} title={title} items={items} />}
    </div>
  )
}
