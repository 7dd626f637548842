import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useScripting } from '@/components/ui/scripting'

type Props = {
  /** What it does, such as "Revoke". */
  label: string
  /** What it is done to, for those who do not see where the button stands. */
  subject: string
  /** What will happen. */
  question: string
  onConfirm: () => Promise<unknown>
}

/** The same function each time, so that it is called once, when the button appears. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus()

/** A button for what cannot be undone: it asks once, in place. */
export function ConfirmButton({ label, subject, question, onConfirm }: Props) {
  const [asked, setAsked] = useState<'no' | 'yes' | 'kept'>('no')
  const [busy, setBusy] = useState(false)
  const t = useTranslations('desk.ui')
  const questionId = useId()
  const scripting = useScripting()
  const name = `${label}: ${subject}`
  if (asked !== 'yes') {
    return (
      <button
        ref={asked === 'kept' ? takeFocus : null}
        type="button"
        className="button"
        aria-label={name}
        disabled={!scripting}
        onClick={() => setAsked('yes')}
      >
        {label}
      </button>
    )
  }
  const confirm = async () => {
    if (busy) return
    setBusy(true)
    await onConfirm()
    setBusy(false)
  }
  return (
    <div className="stack">
      <p id={questionId}>{question}</p>
      <div className="row">
        <button
          type="button"
          className="button button-destroy"
          aria-label={name}
          aria-describedby={questionId}
          aria-busy={busy}
          onClick={() => void confirm()}
        >
          {label}
        </button>
        <button ref={takeFocus} type="button" className="button" onClick={() => setAsked('kept')}>
          {t('cancel')}
        </button>
      </div>
    </div>
  )
}
