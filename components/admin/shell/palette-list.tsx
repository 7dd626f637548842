'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { SearchResponse } from '@/lib/schemas/responses'
import { type Entry, entriesFor } from './palette-entries'

const nothing: SearchResponse = { links: [], people: [] }

/** What the server finds for a text, a moment after the last key; a response to an older text is dropped. */
function useSearch(text: string): { found: SearchResponse; failed: boolean } {
  const [found, setFound] = useState(nothing)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const aborter = new AbortController()
    const ask = async () => {
      const query = new URLSearchParams({ q: text.trim().slice(0, 200) })
      const response = await fetch(`/api/admin/search?${query}`, { signal: aborter.signal })
      // What cannot be looked for, such as a single dot, finds nothing.
      if (!response.ok && response.status !== 400) throw new Error(String(response.status))
      setFound(response.ok ? await response.json() : nothing)
      setFailed(false)
    }
    const timer = setTimeout(
      () => {
        ask().catch(() => {
          if (!aborter.signal.aborted) setFailed(true)
        })
      },
      text === '' ? 0 : 150,
    )
    return () => {
      clearTimeout(timer)
      aborter.abort()
    }
  }, [text])
  return { found, failed }
}

/** A combobox whose list is always there (WAI-ARIA, "editable combobox with list autocomplete"). */
export function PaletteList() {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const list = useId()
  const { found, failed } = useSearch(text)
  const entries = entriesFor(text, found)
  const active = Math.min(at, entries.length - 1)
  useEffect(() => {
    // The dialog opens after this, and puts the focus on its first button.
    const timer = setTimeout(() => input.current?.focus())
    return () => clearTimeout(timer)
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    const moves: Record<string, number> = {
      ArrowDown: (active + 1) % entries.length,
      ArrowUp: (active - 1 + entries.length) % entries.length,
    }
    const move = moves[event.key]
    if (move !== undefined && entries.length > 0) {
      event.preventDefault()
      setAt(move)
      document.getElementById(`${list}-${move}`)?.scrollIntoView({ block: 'nearest' })
    }
    const chosen = entries[active]
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) {
      event.preventDefault()
      window.location.assign(chosen.href)
    }
  }

  return (
    <div className="stack">
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label="A page, a link or a person"
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? `${list}-${active}` : undefined}
        placeholder="A page, a link or a person"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} role="listbox" aria-label="Where to go" className="palette-list">
        {entries.map((entry, index) => (
          <Option
            key={entry.href}
            id={`${list}-${index}`}
            entry={entry}
            active={index === active}
          />
        ))}
      </div>
      <p role="status" className="soft small">
        {sayCount(entries.length, failed)}
      </p>
    </div>
  )
}

function sayCount(count: number, failed: boolean): string {
  if (failed) return 'Search is not available right now. Try again in a moment.'
  if (count === 0) return 'No matches.'
  return `${count} found. Choose with the arrow keys, open with Enter.`
}

type OptionProps = { id: string; entry: Entry; active: boolean }

/** Not a link inside: an option has no parts. The pointer goes where Enter goes. */
function Option({ id, entry, active }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className="palette-option"
      onClick={() => window.location.assign(entry.href)}
      onKeyDown={() => undefined}
    >
      <span>{entry.name}</span>
      <span className="soft small">{entry.note}</span>
    </div>
  )
}
