'use client'

import { useEffect, useRef, useState } from 'react'

type Props = {
  secret: string
  labels: Record<'createdTitle' | 'createdText' | 'copy' | 'copied' | 'select', string>
}

/** A secret that is shown this once, with a button that copies it; on plain http it is selected. */
export function CopySecret({ secret, labels }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'copy' | 'copied' | 'select'>('copy')
  useEffect(() => box.current?.focus(), [])
  async function copy() {
    try {
      await navigator.clipboard.writeText(secret)
      setState('copied')
    } catch {
      input.current?.select()
      setState(document.execCommand('copy') ? 'copied' : 'select')
    }
  }
  return (
    <div ref={box} className="note note-good stack" tabIndex={-1}>
      <h2>{labels.createdTitle}</h2>
      <p>{labels.createdText}</p>
      <input
        ref={input}
        className="input code"
        readOnly
        dir="ltr"
        value={secret}
        aria-label={labels.createdTitle}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" className="button" onClick={() => void copy()}>
        {labels[state]}
      </button>
      <span role="status" className="visually-hidden">
        {state === 'copied' ? labels.copied : ''}
      </span>
    </div>
  )
}
