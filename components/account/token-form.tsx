'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { Field } from '@/components/forms/field'
import { submitJson } from '@/components/forms/submit-json'
import { useScripting } from '@/components/ui/scripting'
import { nameSchema } from '@/lib/schemas/fields'
import { CopySecret } from './copy-secret'

/** The API takes an instant, which is computed when the form is sent. */
const tokenFormSchema = z.object({ description: nameSchema, days: z.string() })

type TokenForm = z.infer<typeof tokenFormSchema>

type Label =
  | 'description'
  | 'descriptionHint'
  | 'endsAfter'
  | 'make'
  | 'making'
  | 'createdTitle'
  | 'createdText'
  | 'copy'
  | 'copied'
  | 'select'
  | 'offline'
  | 'busy'

type Props = {
  labels: Record<Label, string>
  lifetimes: { days: number; label: string }[]
  messages: Record<string, string>
}

const day = 24 * 3_600_000

/** Makes an API token of one's own. Its secret is shown once, here. */
export function TokenForm({ labels, lifetimes, messages }: Props) {
  const router = useRouter()
  const scripting = useScripting()
  const [secret, setSecret] = useState<string | null>(null)
  const { register, handleSubmit, setError, reset, formState } = useForm<TokenForm>({
    resolver: zodResolver(tokenFormSchema),
    defaultValues: { description: '', days: '30' },
  })
  const { isSubmitting, errors } = formState
  const code = errors.description?.message

  async function make({ description, days }: TokenForm) {
    const expiresAt = new Date(Date.now() + Number(days) * day).toISOString()
    const body = { description, expiresAt }
    const translate = (problem: string, detail: string) => messages[problem] ?? detail
    const path = '/api/admin/user/tokens'
    const outcome = await submitJson<{ secret: string }>('POST', path, body, translate)
    if (outcome.status === 'done') {
      setSecret(outcome.value.secret)
      reset()
      return router.refresh()
    }
    const problem = outcome.status === 'refused' ? outcome.problems[0]?.message : labels.offline
    setError('description', { message: problem ?? labels.busy }, { shouldFocus: true })
  }

  return (
    <>
      {secret && <CopySecret key={secret} secret={secret} labels={labels} />}
      <form
        className="card stack"
        noValidate
        onSubmit={(event) => void handleSubmit(make)(event)}
        aria-label={labels.make}
      >
        <Field
          {...register('description')}
          id="token-description"
          label={labels.description}
          hint={labels.descriptionHint}
          autoComplete="off"
          error={code && (messages[code] ?? code)}
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
          aria-busy={isSubmitting}
        >
          {isSubmitting ? labels.making : labels.make}
        </button>
      </form>
    </>
  )
}
