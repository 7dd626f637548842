'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { CopyButton } from './copy-button'

type Props = {
  /** What the address is called, such as "Address of Rowing club". */
  label: string
  /** What is copied, for the name of the button. */
  name: string
  url: string
  /** Whether copying is the thing to do here. */
  primary?: boolean
  /** Why the address does not work for now. */
  idle?: string
}

/** An address in a field, which selects itself, with a button that copies it. */
export function CopyLink({ label, name, url, primary = false, idle }: Props) {
  const t = useTranslations('desk.ui')
  const hint = useId()
  return (
    <div className={idle ? 'copy copy-idle' : 'copy'}>
      <span className="copy-address">
        <input
          className="input"
          readOnly
          dir="ltr"
          value={url}
          aria-label={label}
          aria-describedby={idle ? hint : undefined}
          onFocus={({ currentTarget: input }) => {
            input.select()
            // Where addresses differ.
            input.scrollLeft = input.scrollWidth
          }}
        />
        <Clipped url={url} />
      </span>
      <CopyButton
        text={url}
        label={t('copyNamed', { name })}
        className={`button ${primary ? 'button-primary' : ''}`}
      >
        {t('copy')}
      </CopyButton>
      {idle && (
        <p className="note-line" id={hint}>
          {idle}
        </p>
      )}
    </div>
  )
}

/** Drawn over the field until it has the focus: of a long address what tells it from another. */
function Clipped({ url }: { url: string }) {
  const { origin } = new URL(url)
  return (
    <span className="copy-clipped" dir="ltr" aria-hidden="true" title={url}>
      <span>{origin}</span>
      <span>{url.slice(origin.length)}</span>
    </span>
  )
}
