'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyLink } from '@/components/admin/ui/copy-link'
import { Dialog } from '@/components/admin/ui/dialog'
import { Moment } from '@/components/admin/ui/moment'
import type { Reset } from './use-person-actions'

type Props = { reset: Reset | null; onClose: () => void }

/** The one place where a password reset link is shown. */
export function ResetDialog({ reset, onClose }: Props) {
  const t = useTranslations('desk.people')
  // While the dialog closes its text stays.
  const [shown, setShown] = useState(reset)
  if (reset && reset !== shown) setShown(reset)
  const name = shown?.name ?? ''
  return (
    <Dialog open={reset !== null} title={t('resetTitle', { name })} onClose={onClose}>
      {shown && (
        <>
          <p>
            {t.rich('resetText', {
              name,
              moment: () => <Moment iso={shown.expiresAt} now={new Date().toISOString()} />,
            })}
          </p>
          <CopyLink
            label={t('resetAddress')}
            name={t('resetName', { name })}
            url={shown.url}
            primary
          />
          <p className="soft small">{t('resetOnce')}</p>
        </>
      )}
    </Dialog>
  )
}
