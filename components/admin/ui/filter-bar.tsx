'use client'

import { Search, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import {
  type ComponentProps,
  type FormEvent,
  type ReactNode,
  useEffect,
  useRef,
  useTransition,
} from 'react'

type Props = {
  /** The page's path: a filter is an address, so it can be bookmarked and works without scripts. */
  action: string
  /** What is searched for now. */
  search: string
  searchLabel: string
  /** What the address calls it. */
  name?: string
  /** What else the address holds and stays, such as the tab. */
  keep?: Record<string, string>
  /** Selects; on a phone behind one button. */
  children?: ReactNode
  /** How many of the selects are set. */
  active?: number
}

const pause = 250

/** A field that shows what the address says, also when a link changes it; not while somebody is in it. */
function useFollowing<T extends HTMLInputElement | HTMLSelectElement>(value: string) {
  const field = useRef<T>(null)
  useEffect(() => {
    const { current } = field
    if (current && current !== document.activeElement) current.value = value
  }, [value])
  return field
}

/** Search while typing, and filters that count at once. Without scripts a form with a button. */
export function FilterBar(props: Props) {
  const { action, search, searchLabel, name: searchName = 'q', keep = {}, children } = props
  const { active = 0 } = props
  const t = useTranslations('desk.ui')
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const form = useRef<HTMLFormElement>(null)
  const text = useFollowing<HTMLInputElement>(search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const go = () => {
    clearTimeout(timer.current)
    if (!form.current) return
    const entries = [...new FormData(form.current)].filter(([, value]) => value !== '')
    const query = new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))
    startTransition(() => router.replace(`${action}?${query}`, { scroll: false }))
  }
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    clearTimeout(timer.current)
    const typed = event.target instanceof HTMLInputElement
    timer.current = setTimeout(go, typed ? pause : 0)
  }
  return (
    <search>
      <form
        ref={form}
        method="get"
        action={action}
        className="filter-bar"
        aria-busy={pending}
        onChange={onChange}
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="filter-search">
          <Search aria-hidden="true" />
          <input
            ref={text}
            name={searchName}
            type="search"
            dir="auto"
            className="input"
            aria-label={searchLabel}
            placeholder={searchLabel}
            autoComplete="off"
            defaultValue={search}
          />
        </div>
        {children && (
          <details className="filter-more" open={active > 0}>
            <summary className="button">
              <SlidersHorizontal aria-hidden="true" />
              {t('filter')}
              {active > 0 && <span className="count">{active}</span>}
            </summary>
            <div>{children}</div>
          </details>
        )}
        <button type="submit" className="button without-scripts">
          {t('apply')}
        </button>
      </form>
    </search>
  )
}

type ChoiceProps = {
  name: string
  label: string
  value: string
  /** Value and name of each choice; the first stands for all. */
  choices: readonly (readonly [string, string])[]
}

/** One select of a filter bar. */
export function Choice({ name, label, value, choices }: ChoiceProps) {
  const field = useFollowing<HTMLSelectElement>(value)
  return (
    <label className="filter-choice">
      {label}
      <select ref={field} name={name} className="input" defaultValue={value}>
        {choices.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

type FieldProps = ComponentProps<'input'> & { name: string; label: string; value: string }

/** One more field of a filter bar. */
export function FilterField({ label, value, ...input }: FieldProps) {
  const field = useFollowing<HTMLInputElement>(value)
  return (
    <label className="filter-choice">
      {label}
      <input {...input} ref={field} className="input" defaultValue={value} />
    </label>
  )
}
