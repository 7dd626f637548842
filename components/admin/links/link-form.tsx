'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useState } from 'react'
import { type UseFormRegister, useForm } from 'react-hook-form'
import { errorText } from '@/components/admin/ui/use-change'
import { Field } from '@/components/forms/field'
import type { Outcome } from '@/components/forms/submit-json'
import { roles } from '@/lib/roles'
import { LinkEnd } from './link-end'
import { fieldOf, type LinkForm, linkFormSchema, sentenceOf } from './link-values'

type Props = {
  initial: LinkForm
  /** The end that stands, where there is one to be kept. */
  standing?: string
  maxDays: number
  label: string
  send: (form: LinkForm) => Promise<Outcome<unknown>>
  /** Above the fields, where something has to be told. */
  notice?: ReactNode
  /** Whether the settings can be kept for the links to come. */
  template?: boolean
}

/** The settings of a link, for one that is made and for one that is changed. */
export function LinkFormFields(props: Props) {
  const { initial, standing, maxDays, label, send, notice, template = false } = props

  const [failure, setFailure] = useState<string | null>(null)
  const { register, handleSubmit, setError, watch, formState } = useForm<LinkForm>({
    resolver: zodResolver(linkFormSchema),
    defaultValues: initial,
  })
  const errorOf = (name: keyof LinkForm) => sentenceOf(formState.errors[name]?.message)
  async function submit(form: LinkForm) {
    setFailure(null)
    const outcome = await send(form)
    if (outcome.status === 'done') return
    const found = outcome.status === 'refused' ? outcome.problems : []
    for (const { field, message } of found) {
      const known = fieldOf(field, form.ends)
      if (known) setError(known, { message }, { shouldFocus: true })
    }
    if (!found.some(({ field }) => fieldOf(field, form.ends))) setFailure(errorText(outcome))
  }
  const [role, ends, endsAt] = watch(['role', 'ends', 'endsAt'])
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        if (formState.isSubmitting) event.preventDefault()
        else void handleSubmit(submit)(event)
      }}
    >
      <div role="alert">{failure && <p className="note note-bad">{failure}</p>}</div>
      {notice}
      <Field
        {...register('name')}
        id="link-name"
        label="Name"
        hint="Administrators see it in their list."
        autoComplete="off"
        error={errorOf('name')}
      />
      <LinkEnd
        register={register}
        ends={ends}
        endsAt={endsAt}
        standing={standing}
        maxDays={maxDays}
        errors={{ ends: errorOf('ends'), endsAt: errorOf('endsAt') }}
      />
      <RoleChoice register={register} role={role} />
      <Field
        {...register('places')}
        id="link-places"
        label="Places"
        hint="How many may join. Empty: no limit."
        inputMode="numeric"
        autoComplete="off"
        error={errorOf('places')}
      />
      <details open={initial.startsAt !== ''}>
        <summary>Open later</summary>
        <Field
          {...register('startsAt')}
          id="link-starts"
          label="Opens at"
          hint="In your time zone. Empty: at once."
          type="datetime-local"
          error={errorOf('startsAt')}
        />
      </details>
      {template && (
        <label className="check">
          <input type="checkbox" {...register('asDefault')} />
          Keep these settings for new links
        </label>
      )}
      <button
        type="submit"
        className="button button-primary button-wide"
        aria-busy={formState.isSubmitting}
      >
        {label}
      </button>
    </form>
  )
}

type RoleProps = { register: UseFormRegister<LinkForm>; role: string }

function RoleChoice({ register, role }: RoleProps) {
  const chosen = roles.find(({ id }) => String(id) === role)
  return (
    <div className="field">
      <label htmlFor="link-role">Role</label>
      <select
        {...register('role')}
        id="link-role"
        className="input"
        aria-describedby="link-role-hint"
      >
        {roles.toReversed().map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <p className="field-hint" id="link-role-hint" aria-live="polite">
        {chosen && `Whoever joins ${chosen.can}.`}
      </p>
    </div>
  )
}
