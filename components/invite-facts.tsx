import { getLocale, getTranslations } from 'next-intl/server'
import { instanceName } from './ui/instance-name'
import { Instant } from './ui/instant'

type Props = {
  link: { roleId: number; expiresAt: Date; maxUses: number | null; useCount: number }
  maker: string | null
  host: string
}

/** Who invites, to what, as what, until when, and how many places are left. */
export async function InviteFacts({ link, maker, host }: Props) {
  const [t, locale, instance] = await Promise.all([getTranslations(), getLocale(), instanceName()])
  const { maxUses: max } = link
  return (
    <>
      <p>
        {maker
          ? t('invite.by', { maker, instance, host })
          : t('invite.byNobody', { instance, host })}
      </p>
      <dl className="facts">
        <dt>{t('invite.roleLabel')}</dt>
        <dd>{t(`invite.role${link.roleId === 1 ? 1 : link.roleId === 2 ? 2 : 3}`)}</dd>
        <dt>{t('invite.endsLabel')}</dt>
        <dd>
          <Instant iso={link.expiresAt.toISOString()} locale={locale} />
        </dd>
        {max !== null && (
          <>
            <dt>{t('invite.placesLabel')}</dt>
            <dd className="numbers">{t('invite.places', { left: max - link.useCount, max })}</dd>
          </>
        )}
      </dl>
    </>
  )
}
