'use client'

import { type FormEvent, useId } from 'react'
import { useScripting } from '@/components/ui/scripting'

type Props = {
  /** The page's path. */
  action: string
  /** People who joined since this instant are shown. */
  since: string
  presets: { name: string; since: string }[]
  /** The preset in the address, or null for an instant of one's own. */
  chosen: string | null
}

/** An instant as `datetime-local` has it, in the zone of the browser. */
function toLocal(iso: string): string {
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** From when on: a preset, or a date and time in one's own zone. What is chosen is an address. */
export function SincePicker({ action, since, presets, chosen }: Props) {
  const id = useId()
  const scripting = useScripting()
  const zone = scripting ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC'
  const local = scripting ? toLocal(since) : since.slice(0, 16)

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new Date(String(new FormData(event.currentTarget).get('local')))
    if (Number.isNaN(typed.getTime())) return
    window.location.assign(`${action}?${new URLSearchParams({ since: typed.toISOString() })}`)
  }

  return (
    <div className="stack">
      <ul className="row presets">
        {presets.map((preset) => (
          <li key={preset.name}>
            <a
              className="button"
              aria-current={preset.name === chosen ? 'true' : undefined}
              href={
                preset.since === ''
                  ? action
                  : `${action}?${new URLSearchParams({ since: preset.since, preset: preset.name })}`
              }
            >
              {preset.name}
            </a>
          </li>
        ))}
      </ul>
      <form className="row filters" onSubmit={show}>
        <div className="field">
          <label htmlFor={id}>Or joined since</label>
          <p className="field-hint" id={`${id}-zone`}>
            Your time zone: {zone}
          </p>
          <input
            key={local}
            id={id}
            name="local"
            type="datetime-local"
            className="input"
            defaultValue={local}
            aria-describedby={`${id}-zone`}
          />
        </div>
        <button type="submit" className="button" disabled={!scripting}>
          Show people
        </button>
      </form>
    </div>
  )
}
