import { getLocale, getTranslations } from 'next-intl/server'
import { instanceName } from '@/components/ui/instance-name'
import { Instant } from '@/components/ui/instant'
import { RoleText } from '@/components/ui/role-text'
import { relativeTime } from '@/lib/instants'
import { roleKey } from '@/lib/roles'

type Props = {
  link: { roleId: number; expiresAt: Date; maxUses: number | null; useCount: number }
  creator: string | null
  host: string
  showsPlaces: boolean
  /** What administrators say of the role; null for the sentence that Foyer has. */
  roleText: string | null
  /** The instant from which what is left is counted. */
  now: Date
}

/** Who invites, to what, as what, until when, and how many places are left. */
export async function InviteFacts(props: Props) {
  const { link, creator, host, showsPlaces, roleText, now } = props
  const [t, locale, instance] = await Promise.all([getTranslations(), getLocale(), instanceName()])
  const role = roleKey(link.roleId)
  const { maxUses: max } = link
  return (
    <>
      <p>
        {creator
          ? t('invite.by', { creator, instance, host })
          : t('invite.byNobody', { instance, host })}
      </p>
      <dl className="facts">
        <dt>{t('invite.roleLabel')}</dt>
        <dd>
          {roleText === null ? (
            t(`invite.${role}`, { role: t(`roles.${role}`) })
          ) : (
            <RoleText name={t(`roles.${role}`)} text={roleText} />
          )}
        </dd>
        <dt>{t('invite.endsLabel')}</dt>
        <dd>
          <Instant iso={link.expiresAt.toISOString()} locale={locale} />
          <p className="soft small">{relativeTime(link.expiresAt, now, locale)}</p>
        </dd>
        {showsPlaces && max !== null && (
          <>
            <dt>{t('invite.placesLabel')}</dt>
            <dd className="numbers">{t('invite.places', { left: max - link.useCount, max })}</dd>
          </>
        )}
      </dl>
    </>
  )
}
