'use client'

import type { FormEvent, ReactNode } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { ErrorSummary } from './error-summary'
import type { SummaryItem } from './problem-list'

type Props = {
  /** Where the browser posts the form when no script does. */
  action: string
  onSubmit: (event: FormEvent) => void
  /** Called for each input into a field. */
  onInput?: () => void
  busy: boolean
  summary: { items: SummaryItem[]; attempt: number }
  labels: Record<'submit' | 'submitting' | 'summary' | 'titlePrefix', string>
  /** For what cannot be taken back. */
  danger?: boolean
  /** The id of the summary of errors, where several forms stand on a page. */
  problemsId?: string
  children: ReactNode
}

/** A form that is whole without scripts: a summary of its errors, its fields, and its one button. */
export function Form(props: Props) {
  const {
    action,
    onSubmit,
    onInput,
    busy,
    summary,
    labels,
    danger,
    problemsId = 'problems',
  } = props
  const scripting = useScripting()
  return (
    <form
      method="post"
      action={action}
      className="stack"
      // By script only, so that the browser's own checks work without.
      noValidate={scripting}
      onSubmit={onSubmit}
      onInput={onInput}
    >
      <ErrorSummary
        id={problemsId}
        title={labels.summary}
        titlePrefix={labels.titlePrefix}
        {...summary}
      />
      {props.children}
      <button
        type="submit"
        className={`button button-wide ${danger ? 'button-destroy' : 'button-primary'}`}
        aria-busy={busy}
      >
        {busy ? labels.submitting : labels.submit}
      </button>
    </form>
  )
}
