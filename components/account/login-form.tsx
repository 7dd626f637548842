'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { SummaryItem } from '@/components/forms/problem-list'
import { type Outcome, submitJson } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
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
async function signIn(
  values: LoginInput,
  messages: Record<string, string>,
): Promise<Outcome<unknown>> {
  const translate = (code: string, detail: string) => messages[code] ?? detail
  const outcome = await submitJson('POST', '/auth/simple/login', values, translate)
  if (outcome.status !== 'done' || navigator.cookieEnabled) return outcome
  return { status: 'refused', name: 'CookiesRefused', problems: [] }
}

/** Sign-in by email address or username. Whole without scripts. */
export function LoginForm({ next, labels, messages, problems, typed }: Props) {
  const { register, errorOf, onSubmit, busy, summary } = useApiForm<LoginInput>({
    resolver: zodResolver(loginSchema),
    fields,
    messages,
    labels,
    problems,
    send: (values) => signIn(values, messages),
    onDone: () => window.location.assign(next),
    onRefused: (name) => {
      if (name === 'CookiesRefused') return labels.cookies
      return name === 'PasswordMismatch' ? labels.wrong : labels.busy
    },
  })
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
