import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Moment } from '@/components/admin/ui/moment'
import { roleKey } from '@/lib/roles'

type Props = {
  person: {
    name: string
    email: string
    username: string | null
    roleId: number
    enabled: boolean
    isRemoved: boolean
    isLastAdmin: boolean
    loginAttempts: number
    joinedAt: string
    seenAt: string | null
    link: { id: string; name: string } | null
    now: string
  }
  isSelf: boolean
}

/** Who somebody is, how they came, and what stands out about their account. */
export async function PersonHead({ person, isSelf }: Props) {
  const t = await getTranslations('desk.person')
  const { name, enabled } = person
  return (
    <div className="stack">
      <Facts person={person} />
      {!enabled && (
        <p className="note note-warn">
          {person.isRemoved ? t('removedText') : t('disabledText', { name })}
        </p>
      )}
      {isSelf && (
        <div className="note">
          {/* In one box: a note lays its children out side by side. */}
          <p>
            <strong>{t('you')}.</strong>{' '}
            {t.rich('ownAccount', {
              a: (text) => (
                <Link href="/account" prefetch={false}>
                  {text}
                </Link>
              ),
            })}
          </p>
        </div>
      )}
      {!isSelf && person.isLastAdmin && <p className="note">{t('lastAdmin')}</p>}
    </div>
  )
}

async function Facts({ person }: Pick<Props, 'person'>) {
  const [t, people, account, role] = await Promise.all([
    getTranslations('desk.person'),
    getTranslations('desk.people'),
    getTranslations('account'),
    getTranslations('roles'),
  ])
  const { email, username, roleId, loginAttempts, seenAt, now } = person
  return (
    <dl className="panel fact-strip person-facts">
      <Fact name={t('role')}>{role(roleKey(roleId))}</Fact>
      <Fact name={t('email')}>
        <bdi>{email}</bdi>
      </Fact>
      {username && (
        <Fact name={account('username')}>
          <bdi>{username}</bdi>
        </Fact>
      )}
      <Fact name={people('joined')}>
        <Joined person={person} />
      </Fact>
      <Fact name={people('lastSeen')}>
        {seenAt ? <Moment iso={seenAt} now={now} /> : t('notSeen')}
        {loginAttempts > 0 && <p className="soft small">{t('failed', { count: loginAttempts })}</p>}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

async function Joined({ person: { joinedAt, link, now } }: Pick<Props, 'person'>) {
  const t = await getTranslations('desk.person')
  const moment = () => <Moment iso={joinedAt} now={now} />
  if (!link) return moment()
  return t.rich('joinedThrough', {
    moment,
    link: link.name,
    a: (text) => (
      <Link href={`/admin/links/${link.id}`} prefetch={false}>
        {text}
      </Link>
    ),
  })
}
