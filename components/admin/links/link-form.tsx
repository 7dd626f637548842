'use client'

import type { ReactNode } from 'react'
import type { FieldValues, UseFormRegister } from 'react-hook-form'
import type * as z from 'zod/mini'
import { failures, sentences } from '@/components/admin/ui/sentences'
import { errorText } from '@/components/admin/ui/use-change'
import { Field } from '@/components/forms/field'
import type { Outcome, Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { roles } from '@/lib/roles'
import { LinkEnd } from './link-end'
import { fieldOf } from './link-fields'
import type { LinkForm } from './link-values'

const fields = ['name', 'ends', 'endsAt', 'role', 'places', 'startsAt'] as const

type Props = {
  initial: LinkForm
  /** The end that stands, where there is one to be kept. */
  standing?: string
  maxDays: number
  label: string
  /** The API's own, for a new link or for a change. */
  schema: z.ZodMiniType<FieldValues, FieldValues>
  toBody: (form: LinkForm) => FieldValues
  send: (body: FieldValues, translate: Translate, form: LinkForm) => Promise<Outcome<unknown>>
  onUnchanged?: () => void
  onDone: (result: unknown, body: FieldValues) => void
  /** Above the fields, where something has to be told. */
  notice?: ReactNode
  /** Whether the settings can be kept for the links to come. */
  template?: boolean
}

/** The settings of a link, for one that is made and for one that is changed. */
export function LinkFormFields(props: Props) {
  const { initial, standing, maxDays, label, notice, template = false } = props
  const { form, register, errorOf, problem, onSubmit, busy } = useApiForm<LinkForm, FieldValues>({
    ...props,
    fields,
    defaultValues: initial,
    fieldOf: (field, { ends }) => fieldOf(field, ends),
    messages: sentences,
    labels: failures,
    focusesField: true,
    onRefused: errorText,
  })
  const [role, ends, endsAt] = form.watch(['role', 'ends', 'endsAt'])
  return (
    <form className="stack" noValidate onSubmit={onSubmit}>
      <div role="alert">{problem && <p className="note note-bad">{problem}</p>}</div>
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
      <button type="submit" className="button button-primary button-wide" aria-busy={busy}>
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
