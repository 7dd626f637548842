'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Field } from '@/components/forms/field'
import { useScripting } from '@/components/ui/scripting'
import type { Person } from './person-values'
import { type News, usePersonForm } from './use-person-form'

type Role = { id: number; name: string }

type Props = {
  person: Person
  /** The roles by their names. */
  roles: Role[]
  /** What administrators say that a role may do, by its id. */
  roleTexts: Partial<Record<number, string>>
  isLastAdmin: boolean
  /** Whether it is one's own page. */
  isSelf: boolean
}

/** Name, email address and role of a person. Shows what somebody else has changed in the meantime. */
export function PersonForm({ person, roles, roleTexts, isLastAdmin, isSelf }: Props) {
  const t = useTranslations('desk.person')
  const scripting = useScripting()
  const { register, errorOf, news, onSubmit, busy } = usePersonForm(person)
  return (
    <form className="panel stack" noValidate onSubmit={onSubmit}>
      <div role="alert">{news.length > 0 && <Meanwhile news={news} roles={roles} />}</div>
      <Field {...register('name')} id="person-name" label={t('name')} error={errorOf('name')} />
      <Field
        {...register('email')}
        id="person-email"
        label={t('email')}
        type="email"
        hint={t(isSelf ? 'emailHintOwn' : 'emailHint')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        error={errorOf('email')}
      />
      <RoleField
        {...register('role')}
        roles={isLastAdmin ? roles.filter(({ id }) => id === person.roleId) : roles}
        texts={roleTexts}
        hint={isLastAdmin ? t('roleLast') : t(isSelf ? 'roleHintOwn' : 'roleHint')}
      />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={busy}
        >
          {t('save')}
        </button>
      </div>
    </form>
  )
}

/** What somebody else has changed. */
function Meanwhile({ news, roles }: { news: News[]; roles: Role[] }) {
  const t = useTranslations('desk.person')
  const says = news.map(({ field, value }) => {
    const role = roles.find(({ id }) => field === 'role' && String(id) === value)
    return t('isNow', { field: t(field), value: role?.name ?? value })
  })
  return <p className="note note-warn">{t('meanwhile', { news: says.join(' ') })}</p>
}

type RoleProps = ComponentProps<'input'> & {
  /** Those that can be chosen. */
  roles: Role[]
  texts: Props['roleTexts']
  hint: string
}

/** One role of those there are, each with what it means. */
function RoleField({ roles, texts, hint, ...input }: RoleProps) {
  const t = useTranslations('desk.person')
  const means: Record<number, string> = { 1: t('can1'), 2: t('can2'), 3: t('can3') }
  return (
    <fieldset className="role-field" aria-describedby="person-role-hint">
      <legend>{t('role')}</legend>
      <p className="field-hint" id="person-role-hint">
        {hint}
      </p>
      {roles.map(({ id, name }) => (
        <label key={id} className="check">
          <input {...input} type="radio" value={String(id)} />
          <span>
            {name} <span className="soft small">{texts[id] ?? means[id]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
