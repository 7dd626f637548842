import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PersonAccess } from '@/components/admin/people/person-access'
import { PersonActions } from '@/components/admin/people/person-actions'
import { PersonActivity } from '@/components/admin/people/person-activity'
import { PersonHead } from '@/components/admin/people/person-head'
import { PersonProfile } from '@/components/admin/people/person-profile'
import { Shell } from '@/components/admin/shell/shell'
import { AccountState } from '@/components/admin/ui/account-state'
import { Tabs } from '@/components/admin/ui/tabs'
import { readNumber } from '@/lib/api/parameters'
import { findCurrentSession, requireAdmin } from '@/lib/server/pages/current-user'
import { findPerson } from '@/lib/server/pages/people'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

// Not the person's name: a title stays in the history of the browser.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.person')
  return { title: t('title') }
}

const tabs = ['profile', 'access', 'activity'] as const

/** One person: who they are, how they get in, and what happened. */
export default async function PersonPage({ params, searchParams }: Props) {
  const { id: text } = await params
  const path = `/admin/people/${text}`
  const currentUser = await requireAdmin(path)
  const [t, people, query, session] = await Promise.all([
    getTranslations('desk.person'),
    getTranslations('desk.people'),
    searchParams,
    findCurrentSession(),
  ])
  const id = readNumber(text)
  const person = id === null ? null : await findPerson(id, session?.id ?? null)
  if (!person) notFound()
  const tab = tabs.find((name) => name === query.tab) ?? 'profile'
  const isSelf = person.id === currentUser.id
  return (
    <Shell
      section="/admin/people"
      title={person.name}
      currentUser={currentUser}
      up={{ href: '/admin/people', name: people('title') }}
      mark={<AccountState enabled={person.enabled} />}
      actions={<PersonActions person={person} isSelf={isSelf} />}
      narrow
    >
      <PersonHead person={person} isSelf={isSelf} />
      <Tabs
        label={t('sections')}
        tabs={tabs.map((name) => ({
          href: name === 'profile' ? path : `${path}?tab=${name}`,
          label: t(name),
          current: name === tab,
        }))}
      />
      {tab === 'profile' && <PersonProfile person={person} isSelf={isSelf} />}
      {tab === 'access' && <PersonAccess person={person} isSelf={isSelf} />}
      {tab === 'activity' && <PersonActivity person={person} />}
    </Shell>
  )
}
