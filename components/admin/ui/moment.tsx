'use client'

import { useId } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { relativeTime } from '@/lib/relative-time'
import { exactTime } from './exact-time'

type Props = {
  iso: string
  /** When the page was made, so that browser and server say the same. */
  now: string
}

/** How far an instant is, and on hover and focus the instant itself. */
export function Moment({ iso, now }: Props) {
  const id = useId()
  const scripting = useScripting()
  const utc = exactTime(iso, 'UTC')
  const local = scripting ? exactTime(iso) : utc
  return (
    <span className="moment">
      <button type="button" className="moment-text" aria-describedby={id}>
        <time dateTime={iso}>{relativeTime(new Date(iso), new Date(now))}</time>
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
