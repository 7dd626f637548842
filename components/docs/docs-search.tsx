'use client'

import { useEffect, useRef, useState } from 'react'
import { type Found, SEARCH_MAX } from '@/lib/docs-search'

/** How long after the last key the server is asked, in milliseconds. */
const PAUSE = 120

async function ask(text: string, signal: AbortSignal): Promise<Found[] | null> {
  if (text.trim() === '') return null
  const query = new URLSearchParams({ q: text.slice(0, SEARCH_MAX) })
  const response = await fetch(`/docs/search.json?${query}`, { signal })
  return response.ok ? (await response.json()).pages : null
}

/** The pages that fit a text, a moment after the last key; null where nothing was asked. */
function useFound(text: string): Found[] | null {
  const [found, setFound] = useState<Found[] | null>(null)
  useEffect(() => {
    const aborter = new AbortController()
    const look = () => ask(text, aborter.signal).then(setFound, () => undefined)
    const timer = setTimeout(() => void look(), PAUSE)
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [text])
  return found
}

function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'k'
}

/** Ctrl-K and Cmd-K take the focus to the field. */
function useShortcut(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [field])
}

/** Moves the focus along the field and what it found. */
function onArrow(event: React.KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .docs-found a')]
  const at = places.findIndex((place) => place.matches(':focus'))
  const next = places[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Searches the documentation: while somebody types, and without scripts on a page of its own. */
export function DocsSearch({ query = '' }: { query?: string }) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const found = useFound(text)
  useShortcut(field)
  return (
    <search
      className="docs-search"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('')
        onArrow(event)
      }}
    >
      <form action="/docs">
        <label className="visually-hidden" htmlFor="docs-search">
          Search the documentation
        </label>
        <input
          ref={field}
          id="docs-search"
          className="input"
          type="search"
          name="q"
          defaultValue={query}
          placeholder="Search (Ctrl K)"
          aria-keyshortcuts="Control+K Meta+K"
          autoComplete="off"
          maxLength={SEARCH_MAX}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </form>
      {text.trim() !== '' && found && <FoundList found={found} />}
    </search>
  )
}

function FoundList({ found }: { found: Found[] }) {
  if (found.length === 0) {
    return (
      <p className="docs-found" role="status">
        No matches.
      </p>
    )
  }
  return (
    <ul className="docs-found">
      {found.slice(0, 8).map(({ path, title, summary }) => (
        <li key={path}>
          <a href={path}>
            {title} <span className="small soft">{summary}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
