'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormRegister } from 'react-hook-form'
import type * as z from 'zod/mini'
import { DialogActions } from '@/components/admin/ui/dialog'
import { useSentences } from '@/components/admin/ui/use-sentences'
import { Field } from '@/components/forms/field'
import type { Outcome, Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { roleKey, roles } from '@/lib/roles'
import { LinkEnd } from './link-end'
import { fieldOf } from './link-fields'
import type { LinkForm, LinkFormFacts } from './link-values'

const fields = ['name', 'title', 'ends', 'endsAt', 'role', 'places', 'startsAt'] as const

type Props = {
  initial: LinkForm
  /** The current end, where there is one to keep. */
  standing?: string
  facts: LinkFormFacts
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
  const { initial, standing, facts, label, notice, template = false } = props
  const t = useTranslations('desk.linkForm')
  const { messages, labels, errorText } = useSentences()
  const { form, register, errorOf, problem, onSubmit, busy } = useApiForm<LinkForm, FieldValues>({
    ...props,
    fields,
    defaultValues: initial,
    fieldOf: (field, { ends }) => fieldOf(field, ends),
    messages,
    labels,
    focusesField: true,
    onRefused: errorText,
  })
  const [role, ends, endsAt] = form.watch(['role', 'ends', 'endsAt'])
  return (
    <form className="stack link-fields" noValidate onSubmit={onSubmit}>
      <div role="alert">{problem && <p className="note note-bad">{problem}</p>}</div>
      {notice}
      <Field
        {...register('name')}
        id="link-name"
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="off"
        error={errorOf('name')}
      />
      <Field
        {...register('title')}
        id="link-title"
        label={t('title')}
        hint={t('titleHint')}
        autoComplete="off"
        error={errorOf('title')}
      />
      <LinkEnd
        register={register}
        ends={ends}
        endsAt={endsAt}
        standing={standing}
        maxDays={facts.maxDays}
        errors={{ ends: errorOf('ends'), endsAt: errorOf('endsAt') }}
      >
        <RoleChoice register={register} role={role} texts={facts.roleTexts} />
      </LinkEnd>
      <Field
        {...register('places')}
        id="link-places"
        label={t('places')}
        hint={t('placesHint')}
        inputMode="numeric"
        autoComplete="off"
        error={errorOf('places')}
      />
      <details open={initial.startsAt !== '' || errorOf('startsAt') !== undefined}>
        <summary>{t('more')}</summary>
        <Field
          {...register('startsAt')}
          id="link-starts"
          label={t('starts')}
          hint={t('startsHint')}
          type="datetime-local"
          error={errorOf('startsAt')}
        />
        {template && (
          <label className="check">
            <input type="checkbox" {...register('asDefault')} />
            {t('asDefault')}
          </label>
        )}
      </details>
      <DialogActions>
        <button type="submit" className="button button-primary" aria-busy={busy}>
          {label}
        </button>
      </DialogActions>
    </form>
  )
}

type RoleProps = {
  register: UseFormRegister<LinkForm>
  role: string
  /** In the words of administrators, by the role's id. */
  texts: LinkFormFacts['roleTexts']
}

function RoleChoice({ register, role, texts }: RoleProps) {
  const t = useTranslations('desk.linkForm')
  const name = useTranslations('roles')
  const chosen = roles.find(({ id }) => String(id) === role)
  return (
    <div className="field">
      <label htmlFor="link-role">{t('role')}</label>
      <select
        {...register('role')}
        id="link-role"
        className="input"
        aria-describedby="link-role-hint"
      >
        {roles.toReversed().map(({ id }) => (
          <option key={id} value={id}>
            {name(roleKey(id))}
          </option>
        ))}
      </select>
      <p className="field-hint" id="link-role-hint" aria-live="polite">
        {chosen && (texts[chosen.id] ?? t(`can${chosen.id}`))}
      </p>
    </div>
  )
}
