'use client'

import { Mail } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { CopyButton } from '@/components/admin/ui/copy-button'
import { Menu } from '@/components/admin/ui/menu'
import { useScripting } from '@/components/ui/scripting'
import { formatInstant } from '@/lib/instants'
import { type AnswerView, mailtoPerson, type RequestView } from './request-view'

type Props = {
  request: RequestView
  answer: AnswerView
  instance: string
  now: string
  takeBack: () => void
}

/** The fresh link of a request: copied, emailed, or taken back while nobody has joined through it. */
export function AnsweredActions({ request: { name: email }, answer, instance, takeBack }: Props) {
  const t = useTranslations('desk.requests')
  const { url, link } = answer
  const isUsable = !link?.isUsed && !link?.isOver
  return (
    <span className="row-actions">
      {link && <Result answer={link} />}
      {isUsable && (
        <>
          <CopyButton text={url} label={t('copyFor', { email })}>
            {t('copy')}
          </CopyButton>
          <MailLink email={email} answer={answer} instance={instance} />
        </>
      )}
      {!link?.isUsed && (
        <Menu
          label={t('more', { email })}
          groups={[[{ label: t('takeBack'), danger: true, onSelect: takeBack }]]}
        />
      )}
    </span>
  )
}

/** What became of a fresh link; the words lead to its page. */
function Result({ answer }: { answer: NonNullable<AnswerView['link']> }) {
  const t = useTranslations('desk.requests')
  const { id, isUsed, isOver } = answer
  const unused = isOver ? t('over') : t('unused')
  return (
    <Link className="note-line" href={`/admin/links/${id}`} prefetch={false}>
      {isUsed ? t('used') : unused}
    </Link>
  )
}

type MailProps = { email: string; answer: AnswerView; instance: string }

function MailLink({ email, answer: { url, expiresAt }, instance }: MailProps) {
  const t = useTranslations('desk.requests')
  const locale = useLocale()
  const zone = useScripting() ? undefined : 'UTC'
  const ends = formatInstant(new Date(expiresAt), { locale, zone })
  const href = mailtoPerson(email, t('subject', { instance }), t('body', { instance, url, ends }))
  return (
    <a className="button" href={href} aria-label={t('mailTo', { email })} suppressHydrationWarning>
      <Mail aria-hidden="true" />
      {t('mail')}
    </a>
  )
}
