'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState } from 'react'
import { useScripting } from '@/components/ui/scripting'
import { readSaved, type SavedFilter, withFilter } from './saved-filter-list'

const key = 'foyer-link-filters'

/** The filters of this browser. Without storage they last as long as the page. */
function useSaved() {
  const [saved, setSaved] = useState<SavedFilter[]>([])
  useEffect(() => {
    try {
      setSaved(readSaved(localStorage.getItem(key)))
    } catch {
      // A browser that forbids it.
    }
  }, [])
  const save = (next: SavedFilter[]) => {
    setSaved(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // As above, or it is full.
    }
  }
  return { saved, save }
}

type Props = {
  path: string
  /** The filter that is set, as the address has it; `''` for none. */
  query: string
}

/** Filters that were given a name, and a way to give one to what is set. Nothing where there is neither. */
export function SavedFilters({ path, query }: Props) {
  const t = useTranslations('desk.links')
  const { saved, save } = useSaved()
  const scripting = useScripting()
  const [naming, setNaming] = useState(false)
  const isNew = query !== '' && saved.every((one) => one.query !== query)
  if (saved.length === 0 && !isNew) return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    save(withFilter(saved, { name, query }))
    setNaming(false)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="chips" role="group" aria-label={t('savedFilters')}>
      {saved.map((one) => (
        <span key={one.name} className="chip">
          <Link
            href={`${path}?${one.query}`}
            prefetch={false}
            aria-current={one.query === query ? 'true' : undefined}
          >
            <bdi>{one.name}</bdi>
          </Link>
          <button
            type="button"
            aria-label={t('removeFilter', { name: one.name })}
            onClick={() => save(saved.filter(({ name }) => name !== one.name))}
          >
            <X aria-hidden="true" />
          </button>
        </span>
      ))}
      {isNew && !naming && (
        <button
          type="button"
          className="chip-new"
          disabled={!scripting}
          onClick={() => setNaming(true)}
        >
          {t('saveFilter')}
        </button>
      )}
      {isNew && naming && <NameForm onSubmit={submit} onCancel={() => setNaming(false)} />}
    </div>
  )
}

type FormProps = { onSubmit: (event: FormEvent<HTMLFormElement>) => void; onCancel: () => void }

const takeFocus = (input: HTMLInputElement | null) => input?.focus()

function NameForm({ onSubmit, onCancel }: FormProps) {
  const t = useTranslations('desk.links')
  return (
    <form className="chip-form" onSubmit={onSubmit}>
      <input
        ref={takeFocus}
        name="name"
        className="input"
        dir="auto"
        maxLength={40}
        autoComplete="off"
        aria-label={t('filterName')}
        placeholder={t('filterName')}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
        }}
      />
      <button type="submit" className="button">
        {t('save')}
      </button>
    </form>
  )
}
