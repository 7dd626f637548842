'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/admin/ui/data-table'
import { Moment } from '@/components/admin/ui/moment'

type Person = { id: number; name: string; email: string; joinedAt: string }

/** Who would be removed, the latest first. */
export function RollbackPreview({ users, now }: { users: Person[]; now: string }) {
  const t = useTranslations('desk.rollback')
  const columns: Column<Person>[] = [
    {
      id: 'name',
      head: t('name'),
      kind: 'main',
      cell: ({ id, name }) => (
        <Link href={`/admin/people/${id}`} prefetch={false}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { id: 'email', head: t('email'), cell: ({ email }) => <bdi>{email}</bdi> },
    {
      id: 'joined',
      head: t('joined'),
      kind: 'soft',
      cell: ({ joinedAt }) => <Moment iso={joinedAt} now={now} />,
    },
  ]
  return <DataTable label={t('who')} rows={users} columns={columns} />
}
