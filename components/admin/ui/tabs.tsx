import Link from 'next/link'

export type Tab = {
  href: string
  label: string
  current: boolean
  /** How many are behind it, as text: counts are exact to 1,000, then "1,000+". */
  count?: string
  /** Only where the page is narrow; what is behind it is in sight elsewhere. */
  narrow?: boolean
}

/** Tabs that are addresses. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ href, label: text, current, count, narrow }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          scroll={false}
          className={narrow ? 'tab-narrow' : undefined}
          aria-current={current ? 'page' : undefined}
        >
          {text}
          {count !== undefined && <span className="tally">{count}</span>}
        </Link>
      ))}
    </nav>
  )
}
