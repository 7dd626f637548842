'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { UseFormRegister } from 'react-hook-form'
import { Field } from '@/components/forms/field'
import { TextArea } from '@/components/forms/text-area'
import { locales } from '@/i18n/locales'
import { roleKey, roles } from '@/lib/roles'
import { AccentField } from './accent-field'
import { LogoField } from './logo-field'
import { lifetimesWith, type SettingsControls, type SettingsValues } from './settings-model'
import { SettingsSection } from './settings-section'

type Props = {
  form: SettingsControls
  errorOf: (name: keyof SettingsValues) => string | undefined
}

/** What the instance is called and says of itself. */
export function InstanceSection({ form: { register }, errorOf }: Props) {
  const t = useTranslations('desk.settings')
  return (
    <SettingsSection id="instance" title={t('instance')} text={t('instanceText')}>
      <Field
        {...register('instanceName')}
        id="instanceName"
        label={t('names.instanceName')}
        hint={t('nameHint')}
        autoComplete="off"
        error={errorOf('instanceName')}
      />
      <TextArea
        {...register('welcomeText')}
        id="welcomeText"
        label={t('names.welcomeText')}
        hint={t('welcomeHint')}
        error={errorOf('welcomeText')}
      />
      <Field
        {...register('contact')}
        id="contact"
        label={t('names.contact')}
        hint={t('contactHint')}
        autoComplete="off"
        error={errorOf('contact')}
      />
    </SettingsSection>
  )
}

/** How its pages look. */
export function LookSection({ form, errorOf, logo }: Props & { logo: string | null }) {
  const t = useTranslations('desk.settings')
  return (
    <SettingsSection id="look" title={t('look')} text={t('lookText')}>
      <LogoField logo={logo} />
      <AccentField form={form} error={errorOf('accentColor')} />
    </SettingsSection>
  )
}

/** Which languages pages are offered in. */
export function LanguageSection({ form: { register }, errorOf }: Props) {
  const t = useTranslations('desk.settings')
  const error = errorOf('languages')
  return (
    <SettingsSection id="languages" title={t('names.languages')} text={t('languagesText')}>
      <fieldset aria-labelledby="settings-languages" aria-describedby="languages-error">
        <div className="checks">
          {Object.entries(locales).map(([code, name]) => (
            <label key={code} className="check" lang={code}>
              <input type="checkbox" value={code} {...register('languages')} />
              {name}
            </label>
          ))}
        </div>
        <p className="field-error" id="languages-error">
          {error}
        </p>
      </fieldset>
    </SettingsSection>
  )
}

/** What each role may do, in the words of this instance. */
export function RoleSection({ form: { register }, errorOf }: Props) {
  const t = useTranslations('desk.settings')
  const names = useTranslations('roles')
  return (
    <SettingsSection id="roles" title={t('roles')} text={t('rolesText')}>
      {roles.map(({ id }) => (
        <Field
          key={id}
          {...register(roleKey(id))}
          id={roleKey(id)}
          label={names(roleKey(id))}
          placeholder={t(`can.${roleKey(id)}`)}
          autoComplete="off"
          error={errorOf(roleKey(id))}
        />
      ))}
    </SettingsSection>
  )
}

/** The defaults for new links. */
export function LinkSection({ form: { register }, errorOf, hours }: Props & { hours: number }) {
  const t = useTranslations('desk.settings')
  const names = useTranslations('roles')
  return (
    <SettingsSection id="links" title={t('names.linkDefaults')} text={t('linkDefaultsText')}>
      <div className="settings-row">
        <Choose register={register('hours')} id="hours" label={t('endsAfter')}>
          {lifetimesWith(hours).map((count) => (
            <option key={count} value={count}>
              {count % 24 === 0 && count > 48
                ? t('days', { count: count / 24 })
                : t('hours', { count })}
            </option>
          ))}
        </Choose>
        <Choose register={register('roleId')} id="roleId" label={t('role')}>
          {roles.map(({ id }) => (
            <option key={id} value={id}>
              {names(roleKey(id))}
            </option>
          ))}
        </Choose>
        <Field
          {...register('places')}
          id="places"
          label={t('places')}
          placeholder={t('noLimit')}
          inputMode="numeric"
          autoComplete="off"
          error={errorOf('places')}
        />
      </div>
    </SettingsSection>
  )
}

/** Which websites may sign people up from their own pages. */
export function OriginSection({ form: { register }, errorOf }: Props) {
  const t = useTranslations('desk.settings')
  return (
    <SettingsSection id="origins" title={t('names.corsOrigins')} text={t('originsText')}>
      <TextArea
        {...register('corsOrigins')}
        id="corsOrigins"
        label={t('origins')}
        hint={t('originsHint')}
        dir="ltr"
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf('corsOrigins')}
      />
    </SettingsSection>
  )
}

type ChooseProps = {
  register: ReturnType<UseFormRegister<SettingsValues>>
  id: string
  label: string
  children: ReactNode
}

function Choose({ register, id, label, children }: ChooseProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...register} id={id} className="input">
        {children}
      </select>
    </div>
  )
}
