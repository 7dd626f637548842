'use client'

import { useRef, useState } from 'react'
import { copyText } from './copy-text'

const labels = { ready: 'Copy', copied: 'Copied', selected: 'Press Ctrl+C' }

/** An address with a button that copies it. */
export function CopyLink({ name, url }: { name: string; url: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<keyof typeof labels>('ready')
  return (
    <div className="row copy">
      <input
        ref={input}
        className="input"
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
          setState((await copyText(url, input.current)) ? 'copied' : 'selected')
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
