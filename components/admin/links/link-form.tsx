'use client'

import type { ReactNode } from 'react'
import type { FieldValues, UseFormRegister } from 'react-hook-form'
import type * as z from 'zod/mini'
import { formProblems, sentences } from '@/components/admin/ui/sentences'
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
  /** The current end, where there is one to keep. */
  standing?: string
  maxDays: number
  label: string
  /** The API's own, for a new link or for a change. */
  schema: z.ZodMiniType<FieldValues, FieldValues>
  toBody: (form: LinkForm) => FieldValues
  send: (body: FieldValues, translate: Translate, form: LinkForm) => Promise<Outcome<unknown>>
  onUnchanged?: () => void
  onDone: (result: unknown, body: FieldValues) => void
  /** Shown above the fields. */
  notice?: ReactNode
  /** Whether the settings can be saved as defaults for new links. */
  template?: boolean
}

/** The settings of a link, for a new one and for one that is changed. */
export function LinkFormFields(props: Props) {
  const { initial, standing, maxDays, label, notice, template = false } = props
  const { form, register, errorOf, problem, onSubmit, busy } = useApiForm<LinkForm, FieldValues>({
    ...props,
    fields,
    defaultValues: initial,
    fieldOf: (field, { ends }) => fieldOf(field, ends),
    messages: sentences,
    labels: formProblems,
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
        hint="Administrators and people who join through this link see it."
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
        hint="Leave empty for no limit."
        inputMode="numeric"
        autoComplete="off"
        error={errorOf('places')}
      />
      <details open={initial.startsAt !== ''}>
        <summary>Set a start date</summary>
        <Field
          {...register('startsAt')}
          id="link-starts"
          label="Opens at"
          hint="In your time zone. Leave empty to open now."
          type="datetime-local"
          error={errorOf('startsAt')}
        />
      </details>
      {template && (
        <label className="check">
          <input type="checkbox" {...register('asDefault')} />
          Use as defaults
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
        {chosen && `People who join ${chosen.can}.`}
      </p>
    </div>
  )
}
