'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useLive } from './use-live'

/** The least time between two refreshes. */
const PAUSE = 1_000

type Props = {
  /** The id of the one link whose changes matter here. */
  link?: string
}

/** Refreshes the page when something has changed, at most once a second. */
export function Live({ link }: Props) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(({ signupTokenId }) => {
    if (link !== undefined && signupTokenId !== link) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      router.refresh()
    }, PAUSE)
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return null
}
