import { getLocale, getTranslations } from 'next-intl/server'
import { Instant } from '@/components/ui/instant'
import { roleKey } from '@/lib/roles'

type Props = {
  roleId: number
  joinedAt: Date
  /** The name of the link that they joined by, if they came by one. */
  link: string | null
}

/** As what one is here, since when, and by which invite. */
export async function AccountFacts({ roleId, joinedAt, link }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()])
  const date = () => <Instant iso={joinedAt.toISOString()} locale={locale} style="day" />
  return (
    <dl className="facts">
      <dt>{t('account.role')}</dt>
      <dd>{t(`roles.${roleKey(roleId)}`)}</dd>
      <dt>{t('account.joined')}</dt>
      <dd>{link === null ? date() : t.rich('account.joinedBy', { date, link })}</dd>
    </dl>
  )
}
