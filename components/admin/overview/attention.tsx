import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { LinkFormFacts } from '@/components/admin/links/link-values'
import { Section } from '@/components/admin/ui/section'
import { type AttentionLink, AttentionLinks } from './attention-links'
import { Line } from './line'

type Props = {
  links: AttentionLink[]
  facts: LinkFormFacts
  /** Whether more links need somebody than are shown. */
  more: boolean
  /** How many people wait for a new invite. */
  requests: number
  now: string
}

/** What waits for an administrator, each with what helps. */
export async function Attention({ links, facts, more, requests, now }: Props) {
  const t = await getTranslations('desk.overview')
  const all = more && (
    <Link className="small" href="/admin/links?sort=ending" prefetch={false}>
      {t('moreLinks')}
    </Link>
  )
  return (
    <div className="panel overview-attention">
      <Section title={t('attention')} actions={all}>
        {links.length === 0 && requests === 0 ? (
          <p className="soft">{t('calm')}</p>
        ) : (
          <AttentionLinks links={links} facts={facts} now={now}>
            {requests > 0 && <Requests count={requests} />}
          </AttentionLinks>
        )}
      </Section>
    </div>
  )
}

async function Requests({ count }: { count: number }) {
  const t = await getTranslations('desk.overview')
  return (
    <Line
      icon={<Inbox aria-hidden="true" />}
      title={<strong>{count < 1000 ? t('requests', { count }) : t('requestsMany')}</strong>}
      note={t('requestsHint')}
      actions={
        <Link className="button" href="/admin/requests" prefetch={false}>
          {t('openRequests')}
        </Link>
      }
    />
  )
}
