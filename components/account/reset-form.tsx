'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import * as z from 'zod/mini'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { Strength } from '@/components/forms/password-strength'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { newPasswordSchema } from '@/lib/schemas/new-password'

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
  const { register, errorOf, onSubmit, busy, summary } = useApiForm<{ password: string }>({
    resolver: zodResolver(z.object({ password: newPasswordSchema({ minLength }) })),
    fields,
    messages,
    labels,
    problems,
    send: (values) =>
      submitJson('POST', action, values, (code, detail) => messages[code] ?? detail),
    onDone: () => window.location.assign('/account?done=password#password'),
    onRefused: (name) => {
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
