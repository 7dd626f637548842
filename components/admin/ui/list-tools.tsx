import type { ReactNode } from 'react'

type FilterProps = {
  /** The page's path; the form is sent there by GET, so that a filter is an address. */
  action: string
  search: string
  searchLabel: string
  /** Selects, for instance. */
  children?: ReactNode
}

/** Search and filters of a list. A plain form: it works without scripts, and can be bookmarked. */
export function Filters({ action, search, searchLabel, children }: FilterProps) {
  return (
    <search>
      <form method="get" action={action} className="row filters">
        <div className="field">
          <label htmlFor="q">{searchLabel}</label>
          <input id="q" name="q" type="search" className="input" defaultValue={search} />
        </div>
        {children}
        <button type="submit" className="button">
          Filter
        </button>
        <a href={action} className="small">
          Clear
        </a>
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

/** One select of a list's filters. */
export function Choice({ name, label, value, choices }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name} className="input" defaultValue={value}>
        {choices.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

type PagerProps = {
  /** The page's path and its query, of which only `cursor` changes. */
  action: string
  query: Record<string, string>
  nextCursor: string | number | null
}

/** On to the next page of a list, and back to the first. */
export function Pager({ action, query, nextCursor }: PagerProps) {
  const { cursor, ...rest } = query
  const first = `${action}?${new URLSearchParams(rest)}`
  const next = `${action}?${new URLSearchParams({ ...rest, cursor: String(nextCursor) })}`
  if (!cursor && nextCursor === null) return null
  return (
    <nav className="row" aria-label="Pages">
      {cursor && <a href={first}>First page</a>}
      {nextCursor !== null && (
        <a className="button" href={next}>
          Next page
        </a>
      )}
    </nav>
  )
}
