'use client'

import { Ban, CircleCheck, KeyRound, LogOut, User } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AccountState } from '@/components/admin/ui/account-state'
import { type Column, DataTable } from '@/components/admin/ui/data-table'
import { Menu } from '@/components/admin/ui/menu'
import { Moment } from '@/components/admin/ui/moment'
import { ResetDialog } from './reset-dialog'
import { type Reset, usePersonActions } from './use-person-actions'

type Person = {
  id: number
  name: string
  email: string
  role: string
  enabled: boolean
  version: number
  joinedAt: string
  seenAt: string | null
  link: { id: string; name: string } | null
}

type Props = {
  people: Person[]
  /** What the address says beside the page. */
  query: Record<string, string>
  /** Whoever looks at the list cannot lock themselves out here. */
  ownId: number
  now: string
}

/** People with what can be done with each. */
export function PeopleTable({ people, query, ownId, now }: Props) {
  const t = useTranslations('desk.people')
  const [reset, setReset] = useState<Reset | null>(null)
  const columns: Column<Person>[] = [
    { id: 'person', head: t('person'), kind: 'main', cell: (person) => <Who person={person} /> },
    { id: 'role', head: t('role'), kind: 'soft', priority: 1, cell: ({ role }) => role },
    {
      id: 'joined',
      head: t('joined'),
      priority: 1,
      sort: sortOf(query),
      cell: (person) => <Joined person={person} now={now} />,
    },
    {
      id: 'seen',
      head: t('lastSeen'),
      kind: 'soft',
      priority: 2,
      cell: ({ seenAt }) => (seenAt ? <Moment iso={seenAt} now={now} /> : t('notSeen')),
    },
    {
      id: 'actions',
      head: t('actions'),
      kind: 'end',
      cell: (person) => <Actions person={person} isSelf={person.id === ownId} onReset={setReset} />,
    },
  ]
  return (
    <>
      <DataTable label={t('title')} rows={people} columns={columns} />
      <ResetDialog reset={reset} onClose={() => setReset(null)} />
    </>
  )
}

/** The other way round than now. */
function sortOf({ sort, ...others }: Record<string, string>): NonNullable<Column<Person>['sort']> {
  const isOldest = sort === 'oldest'
  const query = new URLSearchParams({ ...others, ...(!isOldest && { sort: 'oldest' }) })
  return {
    href: `/admin/people?${query}`,
    direction: isOldest ? 'ascending' : 'descending',
  }
}

function Who({ person: { id, name, email, role, enabled } }: { person: Person }) {
  return (
    <div className="who">
      <span className="who-name" data-enabled={enabled}>
        <Link href={`/admin/people/${id}`} prefetch={false}>
          <bdi>{name}</bdi>
        </Link>
        <AccountState enabled={enabled} />
      </span>
      <span className="soft small who-email">
        <span className="who-role">{role} · </span>
        <bdi>{email}</bdi>
      </span>
    </div>
  )
}

function Joined({ person: { joinedAt, link }, now }: { person: Person; now: string }) {
  const t = useTranslations('desk.people')
  return (
    <div className="who">
      <Moment iso={joinedAt} now={now} />
      {link && (
        <span className="soft small who-link" title={link.name}>
          {t('through', { link: link.name })}
        </span>
      )}
    </div>
  )
}

type ActionsProps = { person: Person; isSelf: boolean; onReset: (reset: Reset | null) => void }

function Actions({ person, isSelf, onReset }: ActionsProps) {
  const t = useTranslations('desk.people')
  const ui = useTranslations('desk.ui')
  const { id, name, enabled } = person
  const { enable, disable, signOut, createReset } = usePersonActions(person)
  const item = (label: string, icon: React.ReactNode, act: () => Promise<unknown>) => ({
    label,
    icon,
    onSelect: () => void act(),
  })
  const reset = async () => onReset(await createReset())
  return (
    <Menu
      label={ui('actionsFor', { name })}
      groups={[
        [{ label: t('open'), icon: <User aria-hidden="true" />, href: `/admin/people/${id}` }],
        [
          ...(enabled ? [item(t('createReset'), <KeyRound aria-hidden="true" />, reset)] : []),
          ...(isSelf ? [] : [item(t('signOut'), <LogOut aria-hidden="true" />, signOut)]),
        ],
        [
          ...(enabled ? [] : [item(t('enable'), <CircleCheck aria-hidden="true" />, enable)]),
          ...(enabled && !isSelf
            ? [{ ...item(t('disable'), <Ban aria-hidden="true" />, disable), danger: true }]
            : []),
        ],
      ]}
    />
  )
}
