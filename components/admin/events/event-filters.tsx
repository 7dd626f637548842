import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Choice, FilterBar, FilterField } from '@/components/admin/ui/filter-bar'
import { eventGroups, eventPeriods } from '@/lib/event-sentence'

type Search = Record<'type' | 'what' | 'person' | 'link' | 'when' | 'from' | 'until', string>

type Props = {
  search: Search
  /** The name of the link, where the filter holds its id. */
  linkName: string | null
}

/** Which events: by whom or about whom, of what kind, of which link, and when. */
export function EventFilters({ search, linkName }: Props) {
  const t = useTranslations('desk.events')
  const { type, what, person, link, when, from, until } = search
  const active = [what, link, when].filter(Boolean).length
  return (
    <FilterBar
      action="/admin/events"
      name="person"
      search={person}
      searchLabel={t('searchPerson')}
      keep={{ ...(type && { type }), ...(linkName !== null && { link }) }}
      active={active}
    >
      <Choice
        name="what"
        label={t('what')}
        value={what}
        choices={[['', t('all')], ...eventGroups.map((one) => [one, t(`groups.${one}`)] as const)]}
      />
      <Choice
        name="when"
        label={t('when')}
        value={when}
        choices={[
          ['', t('periods.all')],
          ...eventPeriods.map((period) => [period, t(`periods.${period}`)] as const),
        ]}
      />
      {when === 'range' && (
        <>
          <FilterField type="date" name="from" label={t('from')} value={from} />
          <FilterField type="date" name="until" label={t('until')} value={until} />
        </>
      )}
      {linkName === null ? (
        <FilterField
          name="link"
          label={t('link')}
          placeholder={t('linkHint')}
          autoComplete="off"
          spellCheck={false}
          value={link}
        />
      ) : (
        <OneLink name={linkName} search={search} />
      )}
    </FilterBar>
  )
}

/** The one link whose events these are, and the way to those of all. */
function OneLink({ name, search: { link: _, ...others } }: { name: string; search: Search }) {
  const [t, links] = [useTranslations('desk.events'), useTranslations('desk.links')]
  const kept = Object.entries(others).filter(([, value]) => value !== '')
  return (
    <span className="filter-choice">
      {t('link')}
      <span className="chip chip-name">
        <bdi>{name}</bdi>
        <Link
          href={`/admin/events?${new URLSearchParams(kept)}`}
          prefetch={false}
          aria-label={links('removeFilter', { name })}
        >
          <X aria-hidden="true" />
        </Link>
      </span>
    </span>
  )
}
