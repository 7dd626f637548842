'use client'

import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { Strength } from '@/components/forms/password-strength'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { untilLeft, useApiForm } from '@/components/forms/use-api-form'
import { type PasswordResetInput, passwordResetSchema } from '@/lib/schemas/account'
import { withPasswordPolicy } from '@/lib/schemas/new-password'

const fields = ['password'] as const

type Props = {
  action: string
  /** Whose password it is: password managers keep it beside. */
  email: string
  /** In code points: PASSWORD_MIN_LENGTH. */
  minLength: number
  labels: Record<
    | 'password'
    | 'passwordRules'
    | 'passwordAgain'
    | 'show'
    | 'showPassword'
    | 'capsLock'
    | 'submit'
    | 'submitting'
    | 'summary'
    | 'titlePrefix'
    | 'offline'
    | 'busy'
    | 'limited',
    string
  >
  messages: Record<string, string>
  /** What a browser without scripts was told about its last try. */
  problems: SummaryItem[]
  advice: Record<Strength, string>
}

/** Sets a new password by a one-time link. Whole without scripts. */
export function ResetForm(props: Props) {
  const { action, email, minLength, labels, messages, problems, advice } = props
  const { register, errorOf, onSubmit, busy, summary } = useApiForm<
    PasswordResetInput,
    PasswordResetInput
  >({
    schema: withPasswordPolicy(passwordResetSchema, { minLength }),
    fields,
    messages,
    labels,
    problems,
    send: (body, translate) => submitJson('POST', action, body, translate),
    onDone: () => {
      window.location.assign('/account?done=password#password-done')
      return untilLeft()
    },
    onRefused: ({ name }) => {
      if (name !== 'NotFoundError') return labels.busy
      // The link was used, replaced or ended meanwhile: its page says which.
      window.location.reload()
      return null
    },
  })
  return (
    <Form action={action} onSubmit={onSubmit} busy={busy} summary={summary} labels={labels}>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        {...register('password')}
        id="password"
        label={labels.password}
        hint={`${problems.length > 0 ? `${labels.passwordAgain} ` : ''}${labels.passwordRules}`}
        autoComplete="new-password"
        required
        minLength={minLength}
        advice={advice}
        labels={labels}
        error={errorOf('password')}
      />
    </Form>
  )
}
