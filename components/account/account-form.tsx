'use client'

import type { ComponentProps } from 'react'
import type { FieldValues } from 'react-hook-form'
import type * as z from 'zod/mini'
import { Checkbox } from '@/components/forms/checkbox'
import { Field } from '@/components/forms/field'
import { Form } from '@/components/forms/form'
import { PasswordField } from '@/components/forms/password-field'
import type { Strength } from '@/components/forms/password-strength'
import type { SummaryItem } from '@/components/forms/problem-list'
import { submitJson } from '@/components/forms/submit-json'
import { untilLeft, useApiForm } from '@/components/forms/use-api-form'
import {
  changeEmailSchema,
  changePasswordSchema,
  deleteAccountSchema,
  profileSchema,
} from '@/lib/schemas/account'
import { withPasswordPolicy } from '@/lib/schemas/new-password'

type Section = 'profile' | 'email' | 'password' | 'delete'

type AccountField = {
  name: 'name' | 'username' | 'email' | 'currentPassword' | 'password' | 'keepTokens'
  label: string
  hint?: string
  value?: string
}

type Props = {
  section: Section
  fields: AccountField[]
  labels: Record<
    | 'submit'
    | 'submitting'
    | 'summary'
    | 'titlePrefix'
    | 'offline'
    | 'busy'
    | 'limited'
    | 'show'
    | 'showPassword'
    | 'capsLock'
    | 'passwordRules',
    string
  >
  messages: Record<string, string>
  problems: SummaryItem[]
  /** What a browser without scripts had typed. */
  typed: Partial<Record<AccountField['name'], string>>
  /** Sentences for errors that are about no field, by their name. */
  refused: Record<string, string>
  advice: Record<Strength, string>
  minLength: number
  /** With what one signs in, for a password manager that has to know whose new password this is. */
  account?: string
}

/** The schema by which the API reads each section, and what the browser can check of a new password. */
function schemaOf(section: Section, minLength: number): z.ZodMiniType<FieldValues, FieldValues> {
  const schemas = {
    profile: profileSchema,
    email: changeEmailSchema,
    password: withPasswordPolicy(changePasswordSchema, { minLength }),
    delete: deleteAccountSchema,
  }
  return schemas[section]
}

/** The box has a text as its value, for browsers without scripts. */
function toBody({ keepTokens, ...values }: FieldValues): FieldValues {
  return { ...values, ...(keepTokens !== undefined && { keepTokens: keepTokens === 'true' }) }
}

const autoComplete = {
  name: 'name',
  username: 'username',
  email: 'email',
  currentPassword: 'current-password',
  password: 'new-password',
  keepTokens: 'off',
} as const

/** Goes on once a change is done: to the page anew, which says so. */
function leave(section: Section): Promise<void> {
  const query = `?done=${section}`
  if (section === 'delete') window.location.assign('/login?deleted')
  // Done twice in a row it is the same address, to which a browser would only scroll.
  else if (window.location.search === query) window.location.reload()
  else window.location.assign(`/account${query}#${section}-done`)
  return untilLeft()
}

/** One form of the account page. Several stand on it, so ids carry the section. */
export function AccountForm(props: Props) {
  const { section, fields, labels, messages, problems, typed, refused, minLength, account } = props
  const { register, errorOf, onSubmit, busy, summary } = useApiForm({
    schema: schemaOf(section, minLength),
    toBody,
    fields: fields.map(({ name }) => name),
    messages,
    labels,
    problems,
    send: (body, translate) => submitJson('POST', `/account/${section}`, body, translate),
    onDone: () => leave(section),
    onRefused: ({ name }) => {
      if (name !== 'AuthenticationRequired') return refused[name] ?? labels.busy
      window.location.assign('/login?next=%2Faccount')
      return null
    },
  })
  const items = summary.items.map((item) => ({
    ...item,
    field: item.field && `${section}-${item.field}`,
  }))
  return (
    <Form
      action={`/account/${section}`}
      onSubmit={onSubmit}
      busy={busy}
      summary={{ ...summary, items }}
      labels={labels}
      problemsId={`${section}-problems`}
      danger={section === 'delete'}
    >
      {account && <input type="text" autoComplete="username" value={account} readOnly hidden />}
      {fields.map((field) => {
        const { name, label, value } = field
        const common = {
          ...register(name),
          id: `${section}-${name}`,
          label,
          autoComplete: autoComplete[name],
          required: name !== 'username' && name !== 'keepTokens',
          error: errorOf(name),
        }
        const own = { ...props, name, hint: field.hint, value: typed[name] ?? value }
        return <AccountInput key={name} common={common} {...own} />
      })}
    </Form>
  )
}

type InputProps = Pick<Props, 'labels' | 'advice' | 'minLength'> &
  Pick<AccountField, 'name'> & {
    common: ComponentProps<typeof Field>
    hint: string | undefined
    value: string | undefined
  }

function AccountInput({ name, common, labels, advice, minLength, hint, value }: InputProps) {
  if (name === 'keepTokens') return <Checkbox {...common} hint={hint} checked={value === 'true'} />
  if (name === 'currentPassword') return <PasswordField {...common} labels={labels} />
  if (name === 'password') {
    const own = { advice, labels, minLength, hint: labels.passwordRules }
    return <PasswordField {...common} {...own} />
  }
  return (
    <Field
      {...common}
      hint={hint}
      {...(name === 'email' && { type: 'email', inputMode: 'email' as const })}
      {...(name !== 'name' && { autoCapitalize: 'none', spellCheck: false })}
      defaultValue={value}
    />
  )
}
