'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/admin/ui/confirm-button'
import { Moment } from '@/components/admin/ui/moment'
import { useChange } from '@/components/admin/ui/use-change'
import type { OpenResetResponse } from '@/lib/schemas/responses'

type Props = { id: number; resets: OpenResetResponse[]; now: string }

/** Password reset links of a person that can still be used, and the way to revoke each. */
export function PersonResets({ id, resets, now }: Props) {
  const t = useTranslations('desk.person')
  const { change } = useChange()
  if (resets.length === 0) return <p className="soft">{t('noResets')}</p>
  const revoke = (item: string) =>
    change({
      method: 'DELETE',
      url: `/api/admin/user-admin/${id}/password-resets/${item}`,
      done: t('resetRevoked'),
    })
  const at = (iso: string) => ({ moment: () => <Moment iso={iso} now={now} /> })
  return (
    <ul className="lines">
      {resets.map(({ id: item, expiresAt, createdAt, createdBy }) => (
        <li key={item} className="line line-wide">
          <span className="line-main">
            <span>{t.rich('ends', at(expiresAt))}</span>
            <span className="soft small">
              {createdBy
                ? t.rich('createdBy', { ...at(createdAt), creator: createdBy })
                : t.rich('created', at(createdAt))}
            </span>
          </span>
          <ConfirmButton
            label={t('revoke')}
            subject={t('resetLink')}
            question={t('resetQuestion')}
            onConfirm={() => revoke(item)}
          />
        </li>
      ))}
    </ul>
  )
}
