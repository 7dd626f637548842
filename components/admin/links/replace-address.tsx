'use client'

import { useTranslations } from 'next-intl'
import { DialogActions } from '@/components/admin/ui/dialog'
import { useChange } from '@/components/admin/ui/use-change'
import { apiPath, type LinkView } from './link-values'

type Props = {
  link: LinkView
  /** Takes the new address. */
  onReplaced: (url: string) => void
  onFailed: () => void
}

/** Gives a link a new address; says first what stops working. */
export function ReplaceAddress({ link, onReplaced, onFailed }: Props) {
  const t = useTranslations('desk')
  const { change, busy } = useChange()
  async function replace() {
    if (busy) return
    const outcome = await change<{ url: string }>({
      method: 'POST',
      url: `${apiPath(link)}/rotate`,
      done: t('links.replaced'),
      ifMatch: `"${link.version}"`,
    })
    if (outcome.status === 'done') onReplaced(outcome.value.url)
    else onFailed()
  }
  return (
    <>
      <p>{t('linkForm.replaceText')}</p>
      <p>{t('linkForm.replaceStays')}</p>
      <DialogActions>
        <button
          type="button"
          className="button button-destroy"
          aria-busy={busy}
          onClick={() => void replace()}
        >
          {t('linkForm.replace')}
        </button>
      </DialogActions>
    </>
  )
}
