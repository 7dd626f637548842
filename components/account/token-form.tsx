'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Field } from '@/components/forms/field'
import { submitJson } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { useScripting } from '@/components/ui/scripting'
import { type CreateApiTokenInput, createApiTokenSchema } from '@/lib/schemas/user'
import { CopySecret } from './copy-secret'

type TokenForm = { description: string; days: string }

const fields = ['description', 'days'] as const

type Label =
  | 'description'
  | 'descriptionHint'
  | 'endsAfter'
  | 'create'
  | 'creating'
  | 'createdTitle'
  | 'createdText'
  | 'copy'
  | 'copied'
  | 'select'
  | 'offline'
  | 'busy'
  | 'limited'

type Props = {
  labels: Record<Label, string>
  lifetimes: { days: number; label: string }[]
  messages: Record<string, string>
}

const day = 24 * 3_600_000

/** The API takes an instant, which is computed when the form is sent. */
function toBody({ description, days }: TokenForm) {
  return { description, expiresAt: new Date(Date.now() + Number(days) * day).toISOString() }
}

/** Creates an API token for oneself. Its secret is shown once, here. */
export function TokenForm({ labels, lifetimes, messages }: Props) {
  const router = useRouter()
  const scripting = useScripting()
  const [secret, setSecret] = useState<string | null>(null)
  const { form, register, errorOf, problem, onSubmit, busy } = useApiForm<
    TokenForm,
    CreateApiTokenInput,
    { secret: string }
  >({
    schema: createApiTokenSchema,
    fields,
    defaultValues: { description: '', days: '30' },
    toBody,
    fieldOf: () => 'description',
    messages,
    labels,
    focusesField: true,
    send: (body, translate) => submitJson('POST', '/api/admin/user/tokens', body, translate),
    onDone: (created) => {
      setSecret(created.secret)
      form.reset()
      router.refresh()
    },
  })

  return (
    <>
      {secret && <CopySecret key={secret} secret={secret} labels={labels} />}
      <form className="card stack" noValidate onSubmit={onSubmit} aria-label={labels.create}>
        <Field
          {...register('description')}
          id="token-description"
          label={labels.description}
          hint={labels.descriptionHint}
          autoComplete="off"
          error={errorOf('description') ?? problem}
        />
        <div className="field">
          <label htmlFor="token-days">{labels.endsAfter}</label>
          <select {...register('days')} id="token-days" className="input">
            {lifetimes.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button
          type="submit"
          className="button button-primary button-wide"
          disabled={!scripting}
          aria-busy={busy}
        >
          {busy ? labels.creating : labels.create}
        </button>
      </form>
    </>
  )
}
