import Link from 'next/link'
import { useTranslations } from 'next-intl'

type Props = {
  /** The page's path and its query, of which only the cursor changes. */
  action: string
  query: Record<string, string>
  next: string | number | null
  /** The cursor of the page before, `''` for the first; null on the first. */
  previous?: string | number | null
  /** How many there are in all, as text: exact to 1,000, then "1,000+". */
  total?: string
  /** Where the whole list is, as a file. */
  download?: string
}

/** How many a list has, the list as a file, and on to its next and previous page. */
export function Pager({ action, query, next, previous = null, total, download }: Props) {
  const t = useTranslations('desk.ui')
  const { cursor: _, before: __, ...rest } = query
  const to = (more: Record<string, string>) =>
    `${action}?${new URLSearchParams({ ...rest, ...more })}`
  return (
    <div className="pager">
      {/* Said when a search or somebody else changes it. */}
      <span className="note-line" role="status">
        {total}
      </span>
      {download && (
        <a className="button" href={download} download>
          {t('download')}
        </a>
      )}
      {(previous !== null || next !== null) && (
        <nav className="row" aria-label={t('pages')}>
          {previous !== null && (
            <Link
              className="button"
              prefetch={false}
              href={to(previous === '' ? {} : { before: String(previous) })}
            >
              {t('previous')}
            </Link>
          )}
          {next !== null && (
            <Link className="button" prefetch={false} href={to({ cursor: String(next) })}>
              {t('next')}
            </Link>
          )}
        </nav>
      )}
    </div>
  )
}
