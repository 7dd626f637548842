'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { AccountState } from '@/components/admin/ui/account-state'
import { type Column, DataTable } from '@/components/admin/ui/data-table'
import { Moment } from '@/components/admin/ui/moment'

export type MemberView = {
  /** The number of the place; also of people who were deleted since. */
  id: number
  userId: number | null
  name: string
  email: string | null
  enabled: boolean
  joinedAt: string
}

/** Who joined through one link, newest first. */
export function MembersTable({ members, now }: { members: MemberView[]; now: string }) {
  const t = useTranslations('desk.link')
  const columns: Column<MemberView>[] = [
    { id: 'name', head: t('person'), kind: 'main', cell: (member) => <Name member={member} /> },
    { id: 'email', head: t('email'), cell: ({ email }) => <bdi>{email}</bdi> },
    {
      id: 'joined',
      head: t('joined'),
      kind: 'soft',
      cell: ({ joinedAt }) => <Moment iso={joinedAt} now={now} />,
    },
  ]
  return <DataTable label={t('people')} rows={members} columns={columns} />
}

function Name({ member: { userId, name, enabled } }: { member: MemberView }) {
  const t = useTranslations('desk.link')
  if (userId === null) return <span className="soft">{t('deleted')}</span>
  return (
    <span className="who-name" data-enabled={enabled}>
      <Link href={`/admin/people/${userId}`} prefetch={false}>
        <bdi>{name}</bdi>
      </Link>
      <AccountState enabled={enabled} />
    </span>
  )
}
