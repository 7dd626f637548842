'use client'

import { useMessages, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useChange } from '@/components/admin/ui/use-change'
import { useSentences } from '@/components/admin/ui/use-sentences'
import type { Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { useScripting } from '@/components/ui/scripting'
import {
  type Settings,
  settingNames,
  type UpdateSettingsInput,
  updateSettingsSchema,
} from '@/lib/schemas/settings'
import { controls, fieldOf, type SettingsValues, toBody, toForm } from './settings-model'
import {
  InstanceSection,
  LanguageSection,
  LinkSection,
  LookSection,
  OriginSection,
  RoleSection,
} from './settings-sections'
import { useUnsaved } from './use-unsaved'

type Props = {
  settings: Settings
  version: number
  /** Where the logo is; it is changed by itself. */
  logo: string | null
}

/** Runs the work whenever another version has come, also where one in between was never shown. */
function useFollow(version: number, follow: () => void) {
  const [shown, setShown] = useState(version)
  useEffect(() => {
    if (version === shown) return
    setShown(version)
    follow()
  }, [version, shown, follow])
}

/** All settings in one form, saved together; the toast can undo it. */
export function SettingsForm({ settings, version, logo }: Props) {
  const t = useTranslations('desk.settings')
  const ui = useTranslations('desk.ui')
  const { desk } = useMessages()
  const { change } = useChange()
  const scripting = useScripting()
  const { messages, labels } = useSentences()
  const [before, setBefore] = useState<Settings | null>(null)
  const url = '/api/admin/settings'
  const { form, errorOf, onSubmit, busy } = useApiForm<SettingsValues, UpdateSettingsInput>({
    schema: updateSettingsSchema,
    fields: controls,
    defaultValues: toForm(settings),
    toBody,
    fieldOf,
    messages: { ...messages, ...desk.settings.errors },
    labels,
    focusesField: true,
    // The toast of `change` has said it.
    tell: () => undefined,
    send: save,
    onDone: () => {
      form.reset(form.getValues())
    },
  })
  // Asked for here, so that what was typed is known and kept when somebody else has saved.
  const { dirtyFields } = form.formState
  useFollow(version, () => form.reset(toForm(settings), { keepDirtyValues: true }))
  const unsaved = Object.keys(dirtyFields).length > 0
  useUnsaved(unsaved, t('leave'))
  const others = before
    ? settingNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(settings[name]))
    : []

  async function save(body: UpdateSettingsInput, translate: Translate) {
    const outcome = await change({
      method: 'PUT',
      url,
      body,
      translate,
      ifMatch: `"${version}"`,
      done: t('saved'),
      undo: {
        method: 'PUT',
        url,
        body: toBody(toForm(settings)),
        ifMatch: `"${version + 1}"`,
        done: ui('undone'),
      },
    })
    setBefore(outcome.status === 'refused' && outcome.name === 'StaleError' ? settings : null)
    return outcome
  }

  const props = { form, errorOf }
  return (
    <form className="settings" noValidate onSubmit={onSubmit}>
      <div role="alert">{others.length > 0 && <Others names={others} />}</div>
      <InstanceSection {...props} />
      <LookSection {...props} logo={logo} />
      <LanguageSection {...props} />
      <RoleSection {...props} />
      <LinkSection {...props} hours={settings.linkDefaults.hours} />
      <OriginSection {...props} />
      <div className="save-bar" data-unsaved={unsaved}>
        <span className="soft" role="status">
          {unsaved ? t('unsaved') : t('allSaved')}
        </span>
        {unsaved && (
          <button type="button" className="button button-quiet" onClick={() => form.reset()}>
            {t('discard')}
          </button>
        )}
        <button
          type="submit"
          className={`button ${unsaved ? 'button-primary' : ''}`}
          disabled={!scripting}
          aria-busy={busy}
        >
          {t('save')}
        </button>
      </div>
    </form>
  )
}

function Others({ names: changed }: { names: readonly (keyof Settings)[] }) {
  const t = useTranslations('desk.settings')
  const list = changed.map((name) => t(`names.${name}`)).join(', ')
  return <p className="note note-warn">{t('others', { list })}</p>
}
