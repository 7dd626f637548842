'use client'

import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useChange } from '@/components/admin/ui/use-change'
import { useScripting } from '@/components/ui/scripting'
import type { Settings } from '@/lib/schemas/settings'
import { fieldOf, fields, names, type SettingsValues, toBody, toForm } from './settings-model'
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

/** All settings in one form, saved at once; the toast takes it back. */
export function SettingsForm({ settings, version }: Props) {
  const { change, busy } = useChange()
  const scripting = useScripting()
  const [before, setBefore] = useState<Settings | null>(null)
  const { register, handleSubmit, reset, setError, formState } = useForm<SettingsValues>({
    defaultValues: toForm(settings),
  })
  // Asked for here, so that what was typed is known and kept when somebody else has saved.
  const { errors, dirtyFields } = formState
  useFollow(version, () => reset(toForm(settings), { keepDirtyValues: true }))
  const unsaved = Object.keys(dirtyFields).length > 0
  const others = before
    ? fields.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(settings[name]))
    : []

  async function save(form: SettingsValues) {
    const url = '/api/admin/settings'
    const outcome = await change({
      method: 'PUT',
      url,
      body: toBody(form),
      ifMatch: `"${version}"`,
      done: 'The settings are saved.',
      undo: {
        method: 'PUT',
        url,
        body: toBody(toForm(settings)),
        ifMatch: `"${version + 1}"`,
        done: 'The settings are as they were.',
      },
    })
    setBefore(outcome.status === 'refused' && outcome.name === 'StaleError' ? settings : null)
    if (outcome.status === 'done') reset(form)
    if (outcome.status !== 'refused') return
    for (const { field, message } of outcome.problems) {
      setError(fieldOf(field), { message }, { shouldFocus: true })
    }
  }

  return (
    <form
      className="stack settings"
      noValidate
      onSubmit={(event) => void handleSubmit(save)(event)}
    >
      <div role="alert">{others.length > 0 && <Others names={others} />}</div>
      <InstanceSection register={register} errors={errors} />
      <LinkSection register={register} errors={errors} hours={settings.linkDefaults.hours} />
      <LanguageSection register={register} errors={errors} />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!scripting}
          aria-busy={busy}
        >
          Save settings
        </button>
        <span className="soft small">{unsaved && 'Not saved yet.'}</span>
      </div>
    </form>
  )
}

function Others({ names: changed }: { names: readonly (keyof typeof names)[] }) {
  const list = changed.map((name) => names[name]).join(', ')
  return (
    <p className="note note-warn">
      Somebody else has saved meanwhile. Changed: {list}. What you typed is still here; look it
      over, then save again.
    </p>
  )
}
