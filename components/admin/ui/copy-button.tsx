'use client'

import { useState } from 'react'
import { useToast } from '@/components/admin/shell/toasts'
import { copyText } from './copy-text'

type Props = { text: string; label: string; children: string; className?: string }

/** A button that copies a text which is not beside it. */
export function CopyButton({ text, label, children, className = 'button' }: Props) {
  const toast = useToast()
  const [copied, setCopied] = useState(false)
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      onClick={async (event) => {
        const done = await copyText(text, null, event.currentTarget)
        setCopied(done)
        toast({
          text: done ? 'Copied.' : 'Copying is blocked here. Open the link to see its address.',
        })
      }}
    >
      {copied ? 'Copied' : children}
    </button>
  )
}
