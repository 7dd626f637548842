'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId } from 'react'
import { useScripting } from '@/components/ui/scripting'

const presetNames = ['all', 'hour', 'day', 'week'] as const

type Props = {
  /** The page's path. */
  action: string
  /** People who joined since this instant are shown. */
  since: string
  /** Since when each of the presets is; none since the link was created. */
  presets: Record<(typeof presetNames)[number], string | null>
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
  const t = useTranslations('desk.rollback')
  const id = useId()
  return (
    <div className="since">
      <p className="label" id={id}>
        {t('since')}
      </p>
      <ul className="since-presets" aria-labelledby={id}>
        {presetNames.map((preset) => (
          <li key={preset}>
            <Link
              className="button"
              prefetch={false}
              scroll={false}
              aria-current={preset === chosen ? 'true' : undefined}
              href={hrefOf(action, preset, presets[preset])}
            >
              {t(preset)}
            </Link>
          </li>
        ))}
      </ul>
      <OwnInstant action={action} since={since} />
    </div>
  )
}

function hrefOf(action: string, preset: string, since: string | null): string {
  return since === null ? action : `${action}?${new URLSearchParams({ since, preset })}`
}

function OwnInstant({ action, since }: { action: string; since: string }) {
  const t = useTranslations('desk.rollback')
  const router = useRouter()
  const scripting = useScripting()
  const id = useId()
  const zone = scripting ? Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC'
  const local = scripting ? toLocal(since) : since.slice(0, 16)

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new Date(String(new FormData(event.currentTarget).get('local')))
    if (Number.isNaN(typed.getTime())) return
    const query = new URLSearchParams({ since: typed.toISOString() })
    router.push(`${action}?${query}`, { scroll: false })
  }

  return (
    <form className="since-own" onSubmit={show}>
      <div className="field">
        <label htmlFor={id}>{t('custom')}</label>
        <input
          key={local}
          id={id}
          name="local"
          type="datetime-local"
          className="input"
          defaultValue={local}
          aria-describedby={`${id}-zone`}
        />
        <p className="field-hint" id={`${id}-zone`}>
          {t('zone', { zone })}
        </p>
      </div>
      <button type="submit" className="button" disabled={!scripting}>
        {t('show')}
      </button>
    </form>
  )
}
