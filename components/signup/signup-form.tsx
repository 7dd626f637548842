'use client'

import { Fragment, type ReactNode, useRef } from 'react'
import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { Strength } from '@/components/forms/password-strength'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { untilLeft, useApiForm } from '@/components/forms/use-api-form'
import { withPasswordPolicy } from '@/lib/schemas/new-password'
import {
  type SignupField,
  type SignupInput,
  signupFieldNames,
  signupFields,
  signupSchema,
} from '@/lib/schemas/signup'

type SignupFormLabels = Record<
  | SignupField
  | 'passwordRules'
  | 'passwordAgain'
  | 'show'
  | 'showPassword'
  | 'capsLock'
  | 'addUsername'
  | 'usernameHint'
  | 'signInInstead'
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
  typed: Partial<Record<SignupField, string>>
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

/** Tells the server once that somebody fills in the form: a count for administrators, and no more. */
function useStarted(action: string) {
  const isSent = useRef(false)
  return () => {
    if (!isSent.current) navigator.sendBeacon(action.replace(/signup$/, 'started'))
    isSent.current = true
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
  const onInput = useStarted(action)
  const { form, register, errorOf, onSubmit, busy, summary } = useApiForm<SignupInput, SignupInput>(
    {
      schema: withPasswordPolicy(signupSchema, { minLength }),
      fields: signupFieldNames,
      messages,
      labels,
      problems,
      send: (body, translate) =>
        submitJson('POST', action, body, translate, {
          'idempotency-key': `${formKey}-${numberOf(body)}`,
        }),
      onDone: () => {
        window.location.assign(done)
        return untilLeft()
      },
      onRefused: ({ name }) => {
        if (!name.startsWith('Invite')) return labels.busy
        // The link closed meanwhile: its page says why.
        window.location.reload()
        return null
      },
    },
  )
  const inputOf = (name: SignupField) => {
    const { required, input } = signupFields[name]
    const own = { label: labels[name], defaultValue: typed[name], error: errorOf(name) }
    return { ...input, ...own, ...register(name), id: name, required }
  }
  const hint = `${problems.length > 0 ? `${labels.passwordAgain} ` : ''}${labels.passwordRules}`
  const inputs: Partial<Record<SignupField, ReactNode>> = {
    email: (
      <>
        <Field {...inputOf('email')} />
        {errorOf('email') === messages.emailTaken && (
          <SignInInstead
            email={form.getValues('email') ?? typed.email}
            label={labels.signInInstead}
          />
        )}
      </>
    ),
    password: <PasswordField {...inputOf('password')} {...{ hint, minLength, advice, labels }} />,
    username: takesUsername && (
      <details className="adds" open={Boolean(typed.username || errorOf('username'))}>
        <summary>{labels.addUsername}</summary>
        <Field {...inputOf('username')} hint={labels.usernameHint} />
      </details>
    ),
  }
  return (
    <Form {...{ action, onSubmit, onInput, busy, summary, labels }}>
      <input type="hidden" name="formKey" value={formKey} />
      {signupFieldNames.map((name) => (
        <Fragment key={name}>{inputs[name] ?? <Field {...inputOf(name)} />}</Fragment>
      ))}
    </Form>
  )
}

/** Who has an account signs in. The address goes along in the part that no server sees. */
function SignInInstead({ email, label }: { email: string | undefined; label: string }) {
  const carried = email ? `#${new URLSearchParams({ username: email })}` : ''
  return (
    <p>
      <a href={`/login${carried}`}>{label}</a>
    </p>
  )
}
