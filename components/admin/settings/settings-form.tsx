'use client'

import { useEffect, useState } from 'react'
import { formProblems, sentences } from '@/components/admin/ui/sentences'
import { useChange } from '@/components/admin/ui/use-change'
import type { Translate } from '@/components/forms/submit-json'
import { useApiForm } from '@/components/forms/use-api-form'
import { useScripting } from '@/components/ui/scripting'
import {
  type Settings,
  settingFacts,
  settingNames,
  type UpdateSettingsInput,
  updateSettingsSchema,
} from '@/lib/schemas/settings'
import { controls, fieldOf, type SettingsValues, toBody, toForm } from './settings-model'
import { InstanceSection, LanguageSection, LinkSection } from './settings-sections'

type Props = { settings: Settings; version: number }

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
export function SettingsForm({ settings, version }: Props) {
  const { change } = useChange()
  const scripting = useScripting()
  const [before, setBefore] = useState<Settings | null>(null)
  const url = '/api/admin/settings'
  const { form, register, errorOf, onSubmit, busy } = useApiForm<
    SettingsValues,
    UpdateSettingsInput
  >({
    schema: updateSettingsSchema,
    fields: controls,
    defaultValues: toForm(settings),
    toBody,
    fieldOf,
    messages: sentences,
    labels: formProblems,
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
      done: 'Settings saved.',
      undo: {
        method: 'PUT',
        url,
        body: toBody(toForm(settings)),
        ifMatch: `"${version + 1}"`,
        done: 'Undone.',
      },
    })
    setBefore(outcome.status === 'refused' && outcome.name === 'StaleError' ? settings : null)
    return outcome
  }

  return (
    <form className="stack settings" noValidate onSubmit={onSubmit}>
      <div role="alert">{others.length > 0 && <Others names={others} />}</div>
      <InstanceSection register={register} errorOf={errorOf} />
      <LinkSection register={register} errorOf={errorOf} hours={settings.linkDefaults.hours} />
      <LanguageSection register={register} errorOf={errorOf} />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={busy}
        >
          Save settings
        </button>
        <span className="soft small">{unsaved && 'Unsaved changes.'}</span>
      </div>
    </form>
  )
}

function Others({ names: changed }: { names: readonly (keyof Settings)[] }) {
  const list = changed.map((name) => settingFacts[name].label).join(', ')
  return (
    <p className="note note-warn">
      Somebody else changed these in the meantime: {list}. What you typed is still here; check it,
      then save again.
    </p>
  )
}
