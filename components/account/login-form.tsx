'use client'

import { useEffect } from 'react'
import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { SummaryItem } from '@/components/forms/problem-list'
import { type Outcome, submitJson, type Translate } from '@/components/forms/submit-json'
import { untilLeft, useApiForm } from '@/components/forms/use-api-form'
import { type LoginInput, loginSchema } from '@/lib/schemas/login'

const fields = ['username', 'password'] as const

type LoginFormLabels = Record<
  | 'username'
  | 'password'
  | 'submit'
  | 'submitting'
  | 'wrong'
  | 'cookies'
  | 'offline'
  | 'busy'
  | 'limited'
  | 'show'
  | 'showPassword'
  | 'capsLock'
  | 'summary'
  | 'titlePrefix',
  string
>

type Props = {
  /** Where to go once signed in: a path on this site. */
  next: string
  labels: LoginFormLabels
  messages: Record<string, string>
  /** What a browser without scripts was told about its last try. */
  problems: SummaryItem[]
  /** What that browser had typed. */
  typed: { username?: string }
}

/** A browser that refuses cookies is let in and out again at once, which looks like nothing. */
async function signIn(body: LoginInput, translate: Translate): Promise<Outcome<unknown>> {
  const outcome = await submitJson('POST', '/auth/simple/login', body, translate)
  if (outcome.status !== 'done' || navigator.cookieEnabled) return outcome
  return { status: 'refused', name: 'CookiesRefused', problems: [] }
}

/** The address that a page before has brought along, where no server sees it. */
function carriedOver(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('username')
}

/** Sign-in by email address or username. Whole without scripts. */
export function LoginForm({ next, labels, messages, problems, typed }: Props) {
  const { form, register, errorOf, onSubmit, busy, summary } = useApiForm<LoginInput, LoginInput>({
    schema: loginSchema,
    fields,
    messages,
    labels,
    problems,
    send: signIn,
    onDone: () => {
      window.location.assign(next)
      return untilLeft()
    },
    onRefused: ({ name }) => {
      if (name === 'CookiesRefused') return labels.cookies
      return name === 'PasswordMismatch' ? labels.wrong : labels.busy
    },
  })
  const { setValue, setFocus } = form
  useEffect(() => {
    const username = carriedOver(window.location.hash)
    if (username === null) return
    setValue('username', username)
    setFocus('password')
  }, [setValue, setFocus])
  return (
    <Form
      action={`/login/form?next=${encodeURIComponent(next)}`}
      onSubmit={onSubmit}
      busy={busy}
      summary={summary}
      labels={labels}
    >
      <Field
        {...register('username')}
        id="username"
        label={labels.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={typed.username}
        error={errorOf('username')}
      />
      <PasswordField
        {...register('password')}
        id="password"
        label={labels.password}
        autoComplete="current-password"
        required
        labels={labels}
        error={errorOf('password')}
      />
    </Form>
  )
}
