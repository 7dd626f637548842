'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRef } from 'react'
import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { Strength } from '@/components/forms/password-strength'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { type SignupInput, signupFormSchema } from '@/lib/schemas/signup'

const fields = ['name', 'email', 'password', 'username'] as const

type SignupFormLabels = Record<
  | 'name'
  | 'email'
  | 'password'
  | 'passwordRules'
  | 'passwordAgain'
  | 'show'
  | 'showPassword'
  | 'capsLock'
  | 'username'
  | 'addUsername'
  | 'usernameHint'
  | 'submit'
  | 'submitting'
  | 'summary'
  | 'titlePrefix'
  | 'offline'
  | 'busy'
  | 'limited',
  string
>

type Props = {
  /** Where the form is posted, by script as JSON or by the browser itself. */
  action: string
  /** Of this page alone: the same values sent again with it are the same sign-up. */
  formKey: string
  /** Where a sign-up leads. */
  done: string
  /** Whether a username can be chosen here. */
  takesUsername: boolean
  /** In code points: PASSWORD_MIN_LENGTH. */
  minLength: number
  labels: SignupFormLabels
  /** A sentence for each error code that this form can meet. */
  messages: Record<string, string>
  /** What a browser without scripts had typed, and what was wrong with it. */
  typed: Partial<Record<(typeof fields)[number], string>>
  problems: SummaryItem[]
  /** What to say of a password's strength. */
  advice: Record<Strength, string>
}

/** A number for each that is new: what is sent again, since its answer was lost, has the one it had. */
function useNumbers() {
  const sent = useRef<string[]>([])
  return (values: unknown) => {
    const text = JSON.stringify(values)
    if (!sent.current.includes(text)) sent.current.push(text)
    return sent.current.indexOf(text)
  }
}

/** The sign-up form. It is whole without scripts; react-hook-form only adds to it. */
export function SignupForm({
  action,
  formKey,
  done,
  takesUsername,
  minLength,
  labels,
  messages,
  typed,
  problems,
  advice,
}: Props) {
  const numberOf = useNumbers()
  const { register, errorOf, onSubmit, busy, summary } = useApiForm<SignupInput>({
    resolver: zodResolver(signupFormSchema({ minLength })),
    fields,
    messages,
    labels,
    problems,
    send: (values) =>
      submitJson('POST', action, values, (code, detail) => messages[code] ?? detail, {
        'idempotency-key': `${formKey}-${numberOf(values)}`,
      }),
    onDone: () => window.location.assign(done),
    onRefused: (name) => {
      if (!name.startsWith('Invite')) return labels.busy
      // The link closed meanwhile: its page says why.
      window.location.reload()
      return null
    },
  })
  const hasUsername = Boolean(typed.username || errorOf('username'))
  return (
    <Form action={action} onSubmit={onSubmit} busy={busy} summary={summary} labels={labels}>
      <input type="hidden" name="formKey" value={formKey} />
      <Field
        {...register('name')}
        id="name"
        label={labels.name}
        autoComplete="name"
        required
        defaultValue={typed.name}
        error={errorOf('name')}
      />
      <Field
        {...register('email')}
        id="email"
        label={labels.email}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={typed.email}
        error={errorOf('email')}
      />
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
      {takesUsername && (
        <details open={hasUsername}>
          <summary>{labels.addUsername}</summary>
          <Field
            {...register('username')}
            id="username"
            label={labels.username}
            hint={labels.usernameHint}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed.username}
            error={errorOf('username')}
          />
        </details>
      )}
    </Form>
  )
}
