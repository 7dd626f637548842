'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { apiPath } from '@/components/admin/links/link-values'
import { Dialog, DialogActions } from '@/components/admin/ui/dialog'
import { useChange } from '@/components/admin/ui/use-change'
import { useScripting } from '@/components/ui/scripting'

type Props = {
  link: { url: string }
  /** How many there are, in every state. */
  count: number
}

/** Deletes all requests of a link, after a question: addresses that are gone cannot be brought back. */
export function DeleteRequests({ link, count }: Props) {
  const t = useTranslations('desk.link')
  const { change, busy } = useChange()
  const scripting = useScripting()
  const [open, setOpen] = useState(false)
  async function deleteAll() {
    if (busy) return
    const url = `${apiPath(link)}/requests`
    await change({ method: 'DELETE', url, done: t('requestsDeleted') })
    setOpen(false)
  }
  return (
    <div>
      <button
        type="button"
        className="button button-danger"
        disabled={!scripting}
        onClick={() => setOpen(true)}
      >
        {t('deleteRequests')}
      </button>
      <Dialog open={open} title={t('deleteRequestsTitle')} onClose={() => setOpen(false)}>
        <p>{t('deleteRequestsText')}</p>
        <DialogActions>
          <button
            type="button"
            className="button button-destroy"
            aria-busy={busy}
            onClick={() => void deleteAll()}
          >
            {t('deleteCount', { count })}
          </button>
        </DialogActions>
      </Dialog>
    </div>
  )
}
