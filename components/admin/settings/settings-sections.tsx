'use client'

import type { ReactNode } from 'react'
import type { UseFormRegister } from 'react-hook-form'
import { Field } from '@/components/forms/field'
import { TextArea } from '@/components/forms/text-area'
import { locales } from '@/i18n/locales'
import { roles } from '@/lib/roles'
import { settingFacts } from '@/lib/schemas/settings'
import { lifetimesWith, type SettingsValues } from './settings-model'

type Props = {
  register: UseFormRegister<SettingsValues>
  errorOf: (name: keyof SettingsValues) => string | undefined
}

/** What the instance is called and says of itself. */
export function InstanceSection({ register, errorOf }: Props) {
  return (
    <section className="card stack" aria-labelledby="settings-instance">
      <h2 id="settings-instance">This instance</h2>
      <Field
        {...register('instanceName')}
        id="instanceName"
        label={settingFacts.instanceName.label}
        hint="Shown in titles, on every page and in link previews."
        autoComplete="off"
        error={errorOf('instanceName')}
      />
      <TextArea
        {...register('welcomeText')}
        id="welcomeText"
        label={settingFacts.welcomeText.label}
        hint="Plain text above the sign-up form. Leave empty for none."
        error={errorOf('welcomeText')}
      />
      <Field
        {...register('contact')}
        id="contact"
        label={settingFacts.contact.label}
        hint="Who to ask when a link does not work. An email or web address becomes a link."
        autoComplete="off"
        error={errorOf('contact')}
      />
    </section>
  )
}

/** The defaults for new links. */
export function LinkSection({ register, errorOf, hours: current }: Props & { hours: number }) {
  return (
    <section className="card stack" aria-labelledby="settings-links">
      <h2 id="settings-links">{settingFacts.linkDefaults.label}</h2>
      <div className="link-form">
        <Choose register={register('hours')} id="hours" label="Ends after">
          {lifetimesWith(current).map(([hours, label]) => (
            <option key={hours} value={hours}>
              {label}
            </option>
          ))}
        </Choose>
        <Choose register={register('roleId')} id="roleId" label="Role">
          {roles.map(({ id, name, can }) => (
            <option key={id} value={id}>
              {name}: {can}
            </option>
          ))}
        </Choose>
        <Field
          {...register('places')}
          id="places"
          label="Places"
          hint="Leave empty for no limit."
          inputMode="numeric"
          autoComplete="off"
          error={errorOf('places')}
        />
      </div>
    </section>
  )
}

/** Which languages pages are offered in. */
export function LanguageSection({ register, errorOf }: Props) {
  return (
    <fieldset
      className="card stack"
      aria-describedby={errorOf('languages') ? 'languages-error' : undefined}
    >
      <legend>Languages offered</legend>
      <div className="checks">
        {Object.entries(locales).map(([code, name]) => (
          <label key={code} className="check" lang={code}>
            <input type="checkbox" value={code} {...register('languages')} />
            {name}
          </label>
        ))}
      </div>
      <p className="field-error" id="languages-error">
        {errorOf('languages')}
      </p>
    </fieldset>
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
