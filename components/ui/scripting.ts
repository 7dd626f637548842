'use client'

import { useSyncExternalStore } from 'react'

const nothingToWatch = () => () => undefined

/** Whether scripts run here: false while the server renders, true in the browser. */
export function useScripting(): boolean {
  return useSyncExternalStore(
    nothingToWatch,
    () => true,
    () => false,
  )
}
