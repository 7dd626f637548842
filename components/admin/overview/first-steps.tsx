import { Circle, CircleCheck, X } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Section } from '@/components/admin/ui/section'

type Props = {
  /** Which are done. */
  steps: Record<'name' | 'address' | 'link' | 'person', boolean>
  /** Where links lead. */
  origin: string
  /** The button that creates a link, where that is the main thing here. */
  create: ReactNode
}

/** What a new instance needs; each step ticks itself off. */
export async function FirstStepsPanel({ steps, origin, create }: Props) {
  const t = await getTranslations('desk.overview')
  const { name, address, link, person } = steps
  const done = Object.values(steps).filter(Boolean).length
  const hide = (
    <>
      <span className="soft small">{t('stepsHint', { done, count: 4 })}</span>
      <Link
        className="button button-quiet button-icon"
        href="/admin?steps=hidden"
        prefetch={false}
        title={t('hideSteps')}
      >
        <X aria-hidden="true" />
      </Link>
    </>
  )
  const to = (href: string, label: string) => (
    <Link className="button" href={href} prefetch={false}>
      {label}
    </Link>
  )
  return (
    <div className="panel">
      <Section title={t('steps')} actions={hide}>
        <ol className="lines">
          <Step done={name} title={t('stepName')} text={t('stepNameText')}>
            {to('/admin/settings', t('stepNameAction'))}
          </Step>
          <Step done={address} title={t('stepAddress')} text={t('stepAddressText', { origin })} />
          <Step done={link} title={t('stepLink')} text={t('stepLinkText')}>
            {create}
          </Step>
          <Step done={person} title={t('stepPerson')} text={t('stepPersonText')}>
            {link && to('/admin/links', t('stepPersonAction'))}
          </Step>
        </ol>
      </Section>
    </div>
  )
}

type StepProps = { done: boolean; title: string; text: string; children?: ReactNode }

async function Step({ done, title, text, children }: StepProps) {
  const t = await getTranslations('desk.overview')
  return (
    <li className={`line line-wide ${done ? 'step-done' : ''}`}>
      <span className="line-icon">
        {done ? <CircleCheck aria-hidden="true" /> : <Circle aria-hidden="true" />}
        <span className="visually-hidden">{done ? t('done') : t('open')}</span>
      </span>
      <span className="line-main">
        <strong>{title}</strong>
        {!done && <span className="soft small">{text}</span>}
      </span>
      {!done && children && <span className="row">{children}</span>}
    </li>
  )
}
