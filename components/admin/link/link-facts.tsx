import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { isShareable } from '@/components/admin/links/link-actions'
import { LinkPlaces } from '@/components/admin/links/link-places'
import type { LinkView } from '@/components/admin/links/link-values'
import { CopyLink } from '@/components/admin/ui/copy-link'
import { Moment } from '@/components/admin/ui/moment'
import { roleKey } from '@/lib/roles'

type Props = {
  link: LinkView
  /** When and by whom it was revoked or paused, where that is known. */
  stopped: { at: string; by: string | null } | null
  now: string
  /** What administrators say that the role may do, if they say it. */
  roleText: string | null
}

/** What a link is, at a glance. */
export async function LinkFacts({ link, stopped, now, roleText }: Props) {
  const [t, role] = await Promise.all([getTranslations('desk.link'), getTranslations('roles')])
  const { state, roleId, startsAt, expiresAt, createdAt, creator, creatorEmail, show } = link
  const key = roleKey(roleId)
  return (
    <section className="panel link-facts" aria-label={t('about')}>
      <LinkStopped link={link} stopped={stopped} now={now} />
      {isShareable(link) && <Address link={link} />}
      {link.creatorLost && <p className="note note-warn">{t('creatorLost', { creator })}</p>}
      <dl className="fact-strip">
        <Fact name={t('places')}>
          {link.maxUses === null ? t('noLimit') : <LinkPlaces link={link} />}
        </Fact>
        <Fact name={t('role')} more={roleText ?? t(key)}>
          {role(key)}
        </Fact>
        {startsAt && (
          <Fact name={startsAt > now ? t('opens') : t('opened')}>
            <Moment iso={startsAt} now={now} />
          </Fact>
        )}
        {/* A revoked link ended when it was revoked. */}
        {(state !== 'revoked' || expiresAt <= now) && (
          <Fact name={expiresAt > now ? t('ends') : t('ended')}>
            <Moment iso={expiresAt} now={now} />
          </Fact>
        )}
        <Fact
          name={t('created')}
          more={<span title={creatorEmail ?? creator}>{t('createdBy', { creator })}</span>}
        >
          <Moment iso={createdAt} now={now} />
        </Fact>
        <Fact name={t('publicTitle')} more={show.title ? undefined : t('noTitle')}>
          {show.title ? <bdi>{show.title}</bdi> : '–'}
        </Fact>
      </dl>
    </section>
  )
}

/** Also of a link that is paused: it is the same once the link is resumed. */
async function Address({ link: { name, url, state } }: Pick<Props, 'link'>) {
  const [t, ui, share] = await Promise.all([
    getTranslations('desk.link'),
    getTranslations('desk.ui'),
    getTranslations('desk.share'),
  ])
  return (
    <CopyLink
      label={ui('addressOf', { name })}
      name={t('address', { name })}
      url={url}
      {...(state === 'paused' && { idle: share('notWhilePaused') })}
    />
  )
}

type StoppedProps = Pick<Props, 'link' | 'stopped' | 'now'>

/** Why a link lets nobody in, since when, and what brings it back. */
async function LinkStopped({ link: { state, expiresAt, revokedAt }, stopped, now }: StoppedProps) {
  const t = await getTranslations('desk.link.stopped')
  const at = { expired: expiresAt, revoked: revokedAt, paused: stopped?.at }
  if (!(state === 'expired' || state === 'revoked' || state === 'paused')) return null
  const iso = at[state]
  if (!iso) return null
  const by = stopped?.by ?? null
  return (
    <p>
      {t.rich(state, {
        moment: () => <Moment iso={iso} now={now} />,
        known: by === null ? 'no' : 'yes',
        by: () => <bdi>{by}</bdi>,
      })}
    </p>
  )
}

type FactProps = { name: string; children: ReactNode; more?: ReactNode }

function Fact({ name, children, more }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {more && <dd className="note-line">{more}</dd>}
    </div>
  )
}
