import { getLocale, getTranslations } from 'next-intl/server'
import { Instant } from '@/components/ui/instant'
import { RoleText } from '@/components/ui/role-text'
import { roleKey } from '@/lib/roles'

type Props = {
  roleId: number
  /** What administrators say of the role, if anything. */
  roleText: string | null
  joinedAt: Date
  /** The public title of the link that they joined through, if it has one. */
  link: string | null
}

/** As what one is here, since when, and by which invite. */
export async function AccountFacts({ roleId, roleText, joinedAt, link }: Props) {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()])
  const date = () => <Instant iso={joinedAt.toISOString()} locale={locale} style="day" />
  return (
    <dl className="facts">
      <dt>{t('account.role')}</dt>
      <dd>
        <RoleText name={t(`roles.${roleKey(roleId)}`)} text={roleText} />
      </dd>
      <dt>{t('account.joined')}</dt>
      <dd>{link === null ? date() : t.rich('account.joinedBy', { date, link })}</dd>
    </dl>
  )
}
