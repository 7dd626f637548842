'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyText } from '@/components/ui/copy-text'
import { useScripting } from '@/components/ui/scripting'

type Copied = 'idle' | 'done' | 'blocked'

/** What a button that copies says for two seconds. */
export function useCopied() {
  const [copied, setCopied] = useState<Copied>('idle')
  useEffect(() => {
    if (copied === 'idle') return
    const timer = setTimeout(() => setCopied('idle'), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string, button: HTMLElement) =>
    setCopied((await copyText(text, null, button)) ? 'done' : 'blocked')
  return { copied, copy }
}

export const copiedTexts: Record<Copied, string> = {
  idle: '',
  done: 'Copied',
  blocked: 'Copying is blocked here.',
}

/** Copies the code in front of it, which so is not sent a second time. */
export function CopyCode() {
  const scripting = useScripting()
  const { copied, copy } = useCopied()
  return (
    <>
      <button
        type="button"
        className="button docs-copy"
        aria-label="Copy this code"
        hidden={!scripting}
        onClick={({ currentTarget: button }) =>
          copy(button.previousElementSibling?.textContent ?? '', button)
        }
      >
        {copied === 'done' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </button>
      <span role="status" className={copied === 'blocked' ? 'small' : 'visually-hidden'}>
        {copiedTexts[copied]}
      </span>
    </>
  )
}
