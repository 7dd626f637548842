'use client'

import { Clock, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LinkFormFacts, LinkView } from '@/components/admin/links/link-values'
import { useLinkActions } from '@/components/admin/links/use-link-actions'
import { Moment } from '@/components/admin/ui/moment'
import { useScripting } from '@/components/ui/scripting'
import { Line } from './line'

export type AttentionLink = LinkView & { endsSoon: boolean; placesLeft: number | null }

type Props = {
  links: AttentionLink[]
  facts: LinkFormFacts
  now: string
  /** What stands above the links. */
  children: ReactNode
}

/** Links that somebody should look after; what helps opens in a dialog. */
export function AttentionLinks({ links, facts, now, children }: Props) {
  const { run, dialogs } = useLinkActions({ links, facts })
  return (
    <>
      <ul className="lines">
        {children}
        {links.map((link) => (
          <LinkLine key={link.id} link={link} now={now} onAction={(action) => run(link, action)} />
        ))}
      </ul>
      {dialogs}
    </>
  )
}

type LineProps = {
  link: AttentionLink
  now: string
  onAction: (action: 'extend' | 'addPlaces') => void
}

function LinkLine({ link, now, onAction }: LineProps) {
  const t = useTranslations('desk.overview')
  const scripting = useScripting()
  const { id, name, expiresAt, endsSoon, placesLeft, maxUses } = link
  const button = (action: 'extend' | 'addPlaces', named: string) => (
    <button
      type="button"
      className="button"
      aria-label={named}
      disabled={!scripting}
      onClick={() => onAction(action)}
    >
      {t(action)}
    </button>
  )
  return (
    <Line
      icon={endsSoon ? <Clock aria-hidden="true" /> : <Users aria-hidden="true" />}
      title={
        <Link href={`/admin/links/${id}`} prefetch={false}>
          <bdi>{name}</bdi>
        </Link>
      }
      note={
        <>
          {t.rich('ends', { moment: () => <Moment iso={expiresAt} now={now} /> })}
          {placesLeft !== null &&
            ` · ${t('placesLeft', { left: placesLeft, places: maxUses ?? 0 })}`}
        </>
      }
      actions={
        <>
          {placesLeft !== null && button('addPlaces', t('addPlacesNamed', { name }))}
          {endsSoon && button('extend', t('extendNamed', { name }))}
        </>
      }
    />
  )
}
