'use client'

import { Mail, Printer, Share2 } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { CopyButton } from '@/components/admin/ui/copy-button'
import { CopyLink } from '@/components/admin/ui/copy-link'
import { formatInstant } from '@/lib/instants'
import { roleKey } from '@/lib/roles'
import { curlCommand, isLocalAddress, mailto } from '@/lib/share'
import type { LinkFormFacts, LinkView } from './link-values'

export type Shared = Pick<
  LinkView,
  'id' | 'name' | 'show' | 'url' | 'role' | 'roleId' | 'expiresAt' | 'startsAt' | 'maxUses'
> &
  Partial<Pick<LinkView, 'state'>>

type Props = { link: Shared; facts: Pick<LinkFormFacts, 'origin' | 'instance'> }

/** Every way to share a link. */
export function SharePanel({ link, facts }: Props) {
  const t = useTranslations('desk.share')
  const ui = useTranslations('desk.ui')
  const page = useTranslations('desk.link')
  const panel = useRef<HTMLDivElement>(null)
  // What was a form is the address now: whoever reads by ear or by keyboard is taken there.
  useEffect(() => {
    // In the next frame the dialog takes the focus that went with the form, so in the one after that.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => panel.current?.querySelector('input')?.focus())
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div ref={panel} className="stack">
      {isLocalAddress(link.url) && <p className="note note-warn">{t('localOnly')}</p>}
      <CopyLink
        label={ui('addressOf', { name: link.name })}
        name={page('address', { name: link.name })}
        url={link.url}
        primary
        {...(link.state === 'paused' && { idle: t('notWhilePaused') })}
      />
      <Summary link={link} />
      <Ways link={link} instance={facts.instance} />
      <QrCode link={link} />
      <Command link={link} origin={facts.origin} />
    </div>
  )
}

/** As what people join, and when. */
function Summary({ link: { roleId, startsAt, expiresAt } }: { link: Shared }) {
  const t = useTranslations('desk.share')
  const roleName = useTranslations('roles')
  const locale = useLocale()
  const role = roleName(roleKey(roleId))
  const end = formatInstant(new Date(expiresAt), { locale })
  const from = startsAt !== null && new Date(startsAt) > new Date() ? new Date(startsAt) : null
  return (
    <p className="small soft">
      {from
        ? t('summaryFrom', { role, end, start: formatInstant(from, { locale }) })
        : t('summary', { role, end })}
    </p>
  )
}

/** By the system's own sheet where a finger points, by email, on paper. */
function Ways({ link, instance }: { link: Shared; instance: string }) {
  const t = useTranslations('desk.share')
  const locale = useLocale()
  const { id, url } = link
  // The link's own name is not for those it is sent to.
  const title = link.show.title ?? instance
  const end = formatInstant(new Date(link.expiresAt), { locale })
  const mail = mailto({ subject: t('mailSubject', { title }), body: t('mailBody', { url, end }) })
  const isPhone = typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches
  return (
    <div className="row">
      {isPhone && (
        <button
          type="button"
          className="button"
          // Whoever closes the system's sheet has not failed at anything.
          onClick={() => void navigator.share({ title, url }).catch(() => undefined)}
        >
          <Share2 aria-hidden="true" />
          {t('share')}
        </button>
      )}
      <a className="button" href={mail}>
        <Mail aria-hidden="true" />
        {t('email')}
      </a>
      <Link className="button" href={`/admin/links/${id}/sheet`} prefetch={false}>
        <Printer aria-hidden="true" />
        {t('print')}
      </Link>
    </div>
  )
}

function QrCode({ link: { id, name } }: { link: Shared }) {
  const t = useTranslations('desk.share')
  return (
    <figure className="qr">
      {/* biome-ignore lint/performance/noImgElement: created for this request, nothing to optimise */}
      <img src={`/admin/links/${id}/qr.svg`} alt={t('qr', { name })} width="160" height="160" />
      <figcaption>
        <a href={`/admin/links/${id}/qr.svg`} download={`invite-${id}.svg`}>
          {t('svg')}
        </a>
        <a href={`/admin/links/${id}/qr.png`} download={`invite-${id}.png`}>
          {t('png')}
        </a>
      </figcaption>
    </figure>
  )
}

function Command({ link, origin }: { link: Shared; origin: string }) {
  const t = useTranslations('desk.share')
  const command = curlCommand(origin, link)
  return (
    <details>
      <summary>{t('api')}</summary>
      <div className="stack-tight">
        <p className="small soft">{t('apiHint')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
        <pre className="code" tabIndex={0}>
          {command}
        </pre>
        <CopyButton text={command} label={t('copyCommand')}>
          {t('copyCommand')}
        </CopyButton>
      </div>
    </details>
  )
}
