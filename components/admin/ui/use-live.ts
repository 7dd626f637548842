'use client'

import { useEffect, useRef } from 'react'
import type { ChangeResponse } from '@/lib/schemas/responses'

/** When to try again where a browser does not by itself: after a refusal. */
const RETRY = 30_000

/**
 * Calls back for each change by anybody, while the page can be seen; what happened while it could not is
 * told when it is seen again.
 */
export function useLive(onChange: (change: ChangeResponse) => void): void {
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  useEffect(() => followWhileSeen((change) => latest.current(change)), [])
}

function followWhileSeen(tell: (change: ChangeResponse) => void): () => void {
  let stop = () => {}
  let lastSeen = ''
  const follow = () => {
    stop()
    stop = document.hidden ? () => {} : listen(() => lastSeen, note)
  }
  const note = ({ type, data, lastEventId }: MessageEvent<string>) => {
    lastSeen = lastEventId
    if (type === 'change') tell(JSON.parse(data))
  }
  follow()
  document.addEventListener('visibilitychange', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    stop()
  }
}

/** Listens from the last change that was told. A browser connects again by itself, but not after a refusal. */
function listen(
  readLastSeen: () => string,
  note: (event: MessageEvent<string>) => void,
): () => void {
  const lastSeen = readLastSeen()
  const query = lastSeen ? `?cursor=${lastSeen}` : ''
  const source = new EventSource(`/api/admin/stream${query}`)
  let stop = () => source.close()
  source.addEventListener('ready', note)
  source.addEventListener('change', note)
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return
    const timer = setTimeout(() => {
      stop = listen(readLastSeen, note)
    }, RETRY)
    stop = () => clearTimeout(timer)
  })
  return () => stop()
}
