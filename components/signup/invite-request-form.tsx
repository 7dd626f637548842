import { getTranslations } from 'next-intl/server'
import type { ComponentProps } from 'react'
import { instanceName } from '@/components/ui/instance-name'
import { AskForm } from './ask-form'

type Props = Omit<ComponentProps<typeof AskForm>, 'labels' | 'done'> & {
  /** The page of the link. */
  page: string
  /** Whether this browser has just asked. */
  asked: boolean
  labels: Omit<ComponentProps<typeof AskForm>['labels'], 'email' | 'submit' | 'submitting'>
}

/** "Request a new invite", on the page of a link that is over. */
export async function InviteRequestForm({ page, asked, labels, ...form }: Props) {
  const t = await getTranslations()
  if (asked) {
    return (
      <p className="note note-good" role="status">
        {t('ask.done')}
      </p>
    )
  }
  const own = { email: t('invite.email'), submit: t('ask.submit'), submitting: t('ask.submitting') }
  return (
    <section className="card stack" aria-labelledby="ask">
      <h2 id="ask">{t('ask.title')}</h2>
      <p>{t('ask.text', { instance: await instanceName() })}</p>
      <AskForm {...form} done={`${page}?asked`} labels={{ ...labels, ...own }} />
    </section>
  )
}
