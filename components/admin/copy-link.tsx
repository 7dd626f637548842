'use client'

import { useRef, useState } from 'react'

/** Copies by the clipboard API, or on plain http, where there is none, by selecting the text. */
async function copy(text: string, input: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    input?.select()
    return document.execCommand('copy')
  }
}

/** An address with a button that copies it. */
export function CopyLink({ name, url }: { name: string; url: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'ready' | 'copied' | 'selected'>('ready')
  const labels = { ready: 'Copy', copied: 'Copied', selected: 'Press Ctrl+C' }
  return (
    <div className="row">
      <input
        ref={input}
        className="input"
        style={{ flex: '1 1 14rem' }}
        readOnly
        value={url}
        aria-label={`Address of ${name}`}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        className="button"
        aria-label={`Copy the address of ${name}`}
        onClick={async () => {
          setState((await copy(url, input.current)) ? 'copied' : 'selected')
        }}
      >
        {labels[state]}
      </button>
      <span role="status" className="visually-hidden">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </div>
  )
}
