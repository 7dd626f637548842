'use client'

import { useEffect, useState } from 'react'
import type { SearchResponse } from '@/lib/schemas/responses'

const nothing: SearchResponse = { links: [], people: [] }

const unasked: { text: string; found: SearchResponse } = { text: '', found: nothing }

/** How long after the last key the server is asked, in milliseconds. */
const PAUSE = 120

async function ask(text: string, signal: AbortSignal): Promise<SearchResponse> {
  const query = new URLSearchParams({ q: text.slice(0, 200) })
  const response = await fetch(`/api/admin/search?${query}`, { signal })
  // What cannot be looked for, such as a single dot, finds nothing.
  if (!response.ok && response.status !== 400) throw new Error(String(response.status))
  return response.ok ? await response.json() : nothing
}

/**
 * What the server finds for a text, a moment after the last key. Nothing until then: Enter must not do
 * something with what an older text found.
 */
export function usePaletteSearch(text: string) {
  const [answer, setAnswer] = useState(unasked)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const aborter = new AbortController()
    const look = async () => {
      try {
        setAnswer({ text, found: await ask(text, aborter.signal) })
        setFailed(false)
      } catch {
        if (!aborter.signal.aborted) setFailed(true)
      }
    }
    const timer = setTimeout(() => void look(), text === '' ? 0 : PAUSE)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [text])
  const isAnswered = answer.text === text
  return { found: isAnswered ? answer.found : nothing, failed, waiting: !isAnswered && !failed }
}
