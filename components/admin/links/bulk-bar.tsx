'use client'

import { useState } from 'react'
import { endOf, lifetimes } from './link-values'
import { useBulk } from './use-bulk'

type Props = { ids: string[]; maxDays: number; onDone: () => void }

/** What can be done with the links that are selected. */
export function BulkBar({ ids, maxDays, onDone }: Props) {
  const { send, busy } = useBulk()
  const [hours, setHours] = useState('168')
  const run = async (action: 'pause' | 'resume' | 'revoke' | 'extend') => {
    // Counted from now, when the button is pressed.
    const end = endOf({ ends: hours, endsAt: '' }, new Date())
    const extra = action === 'extend' && end ? { expiresAt: end.toISOString() } : {}
    if (await send({ tokens: ids, action, ...extra })) onDone()
  }
  const button = (action: 'pause' | 'resume' | 'revoke', label: string) => (
    <button
      type="button"
      className={`button ${action === 'revoke' ? 'button-danger' : ''}`}
      disabled={busy}
      onClick={() => void run(action)}
    >
      {label}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read before each of its buttons
    <div className="bulk row" role="group" aria-label="Actions for the selected links">
      <strong aria-live="polite">
        {ids.length} {ids.length === 1 ? 'link' : 'links'} selected
      </strong>
      {button('pause', 'Pause')}
      {button('resume', 'Resume')}
      <span className="row bulk-extend">
        <select
          className="input"
          aria-label="New end"
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        >
          {lifetimes
            .filter(({ value }) => Number(value) <= maxDays * 24)
            .map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
        </select>
        <button type="button" className="button" disabled={busy} onClick={() => void run('extend')}>
          Set end
        </button>
      </span>
      {button('revoke', 'Revoke')}
    </div>
  )
}
