'use client'

import { useId } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { formatInstant, relativeTime } from '@/lib/instants'

type Props = {
  iso: string
  /** When the page was rendered, so that browser and server say the same. */
  now: string
}

/** How far away an instant is, and on hover and focus the instant itself, in UTC too. */
export function Moment({ iso, now }: Props) {
  const id = useId()
  const scripting = useScripting()
  const at = new Date(iso)
  const utc = formatInstant(at, { zone: 'UTC' })
  const local = scripting ? formatInstant(at) : utc
  return (
    <span className="moment">
      <button type="button" className="moment-text" aria-describedby={id}>
        <time dateTime={iso}>{relativeTime(at, new Date(now))}</time>
      </button>
      <span role="tooltip" id={id} className="moment-exact">
        {local}
        {local !== utc && (
          <>
            <br />
            {utc}
          </>
        )}
      </span>
    </span>
  )
}
