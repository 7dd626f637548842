'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { copyText } from '@/components/ui/copy-text'
import { useScripting } from '@/components/ui/scripting'
import { useToast } from './toasts'

type Props = {
  text: string
  /** What is copied, for those who do not see where the button stands. */
  label: string
  /** Without words it has only its sign. */
  children?: string
  className?: string
}

/** A button that copies a text. It says so for two seconds, then offers it again. */
export function CopyButton({ text, label, children, className = 'button' }: Props) {
  const t = useTranslations('desk.ui')
  const toast = useToast()
  const scripting = useScripting()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        disabled={!scripting}
        onClick={async (event) => {
          const done = await copyText(text, null, event.currentTarget)
          setCopied(done)
          if (!done) toast({ text: t('copyBlocked') })
        }}
      >
        {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        {children && (copied ? t('copied') : children)}
      </button>
      {/* Not within the button: what is in there counts as its name only. */}
      <span role="status" className="visually-hidden">
        {copied ? t('copied') : ''}
      </span>
    </>
  )
}
