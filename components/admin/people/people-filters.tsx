'use client'

import { useTranslations } from 'next-intl'
import { Choice, FilterBar } from '@/components/admin/ui/filter-bar'

type Props = {
  action: string
  /** What the address says. */
  query: Record<string, string>
  /** Value and name of each role. */
  roles: (readonly [string, string])[]
}

/** Search and filters of people. */
export function PeopleFilters({ action, query, roles }: Props) {
  const t = useTranslations('desk.people')
  const { q = '', role = '', enabled = '', link, sort } = query
  const keep = { ...(link && { link }), ...(sort && { sort }) }
  const active = [role, enabled].filter((value) => value !== '').length
  const states = [
    ['', t('any')],
    ['true', t('enabled')],
    ['false', t('disabled')],
  ] as const
  return (
    <FilterBar action={action} search={q} searchLabel={t('search')} keep={keep} active={active}>
      <Choice name="role" label={t('role')} value={role} choices={[['', t('any')], ...roles]} />
      <Choice name="enabled" label={t('account')} value={enabled} choices={states} />
    </FilterBar>
  )
}
