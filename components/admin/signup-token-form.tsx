'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { roles, VIEWER_ROLE } from '@/lib/roles'
import { nameSchema, problem } from '@/lib/schemas/fields'
import { submitJson } from '../submit-json'
import { Field } from '../ui/field'
import { useScripting } from '../ui/scripting'
import { CopyLink } from './copy-link'

const hour = 3_600_000
const lifetimes = [
  { hours: 1, label: '1 hour' },
  { hours: 24, label: '24 hours' },
  { hours: 48, label: '48 hours' },
  { hours: 168, label: '1 week' },
  { hours: 720, label: '30 days' },
]

/** What the dialog asks; the API takes an instant, computed when the form is sent. */
const linkFormSchema = z.object({
  name: nameSchema,
  role: z.string(),
  hours: z.string(),
  places: z.string().check(
    z.refine((text) => text === '' || /^[1-9]\d{0,5}$/.test(text), {
      error: problem('maxUsesInvalid'),
    }),
  ),
})

type LinkForm = z.infer<typeof linkFormSchema>

type Props = { suggestedName: string; messages: Record<string, string> }

/** Makes an invite link: a name is enough. What was made is shown to copy at once. */
export function SignupTokenForm({ suggestedName, messages }: Props) {
  const router = useRouter()
  const scripting = useScripting()
  const [made, setMade] = useState<{ name: string; url: string } | null>(null)
  const { register, handleSubmit, setError, formState } = useForm<LinkForm>({
    resolver: zodResolver(linkFormSchema),
  })
  const errorOf = (name: keyof LinkForm) => {
    const code = formState.errors[name]?.message
    return code && (messages[code] ?? code)
  }

  async function create({ name, role, hours, places }: LinkForm) {
    const expiresAt = new Date(Date.now() + Number(hours) * hour).toISOString()
    const maxUses = places === '' ? null : Number(places)
    const link = { name, expiresAt, maxUses, rootRole: Number(role) }
    const path = '/api/admin/invite-link/tokens'
    const outcome = await submitJson<{ name: string; url: string }>('POST', path, link, (_, d) => d)
    if (outcome.status === 'done') {
      setMade(outcome.value)
      return router.refresh()
    }
    const message =
      outcome.status === 'offline'
        ? 'The network did not answer. Try again.'
        : (outcome.problems[0]?.message ?? 'The link could not be made. Try again.')
    setError('name', { message })
  }

  return (
    <form
      className="card stack"
      aria-labelledby="new-link"
      noValidate
      onSubmit={(event) => void handleSubmit(create)(event)}
    >
      <h2 id="new-link">New invite link</h2>
      <div className="link-form">
        <Field
          {...register('name')}
          id="link-name"
          label="Name"
          hint="Admins see it, and those who join by it."
          defaultValue={suggestedName}
          error={errorOf('name')}
        />
        <Select register={register('role')} id="link-role" label="Role" value={String(VIEWER_ROLE)}>
          {roles.map(({ id, name, can }) => (
            <option key={id} value={id}>
              {name}: {can}
            </option>
          ))}
        </Select>
        <Select register={register('hours')} id="link-ends" label="Ends after" value="48">
          {lifetimes.map(({ hours, label }) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </Select>
        <Field
          {...register('places')}
          id="link-places"
          label="Places"
          hint="Empty: no limit"
          inputMode="numeric"
          autoComplete="off"
          error={errorOf('places')}
        />
      </div>
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={formState.isSubmitting}
        >
          Create link
        </button>
      </div>
      <div role="status">{made && <CopyLink name={made.name} url={made.url} />}</div>
    </form>
  )
}

type SelectProps = {
  register: ReturnType<ReturnType<typeof useForm<LinkForm>>['register']>
  id: string
  label: string
  value: string
  children: React.ReactNode
}

function Select({ register, id, label, value, children }: SelectProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...register} id={id} className="input" defaultValue={value}>
        {children}
      </select>
    </div>
  )
}
