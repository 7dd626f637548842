'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/admin/ui/dialog'
import { ExtendForm } from './extend-form'
import { linkActions } from './link-actions'
import type { LinkView } from './link-values'
import { useBulk } from './use-bulk'

type Action = 'pause' | 'resume' | 'revoke' | 'restore'

type Props = {
  links: Pick<LinkView, 'id' | 'state' | 'maxUses'>[]
  maxDays: number
  onDone: () => void
}

/** What can be done with at least one of the links that are selected. It stays in sight. */
export function BulkBar({ links, maxDays, onDone }: Props) {
  const t = useTranslations('desk.bulk')
  const { send, busy } = useBulk()
  const [extending, setExtending] = useState(false)
  const ids = links.map(({ id }) => id)
  const offered = new Set(links.flatMap((link) => linkActions(link).groups.flat()))
  const run = async (action: Action) => {
    // Not disabled meanwhile: that would lose the focus.
    if (busy) return
    const outcome = await send({ tokens: ids, action })
    if (outcome.status === 'done') onDone()
  }
  const button = (action: Action) =>
    offered.has(action) && (
      <button
        type="button"
        className={`button ${action === 'revoke' ? 'button-danger' : ''}`}
        aria-busy={busy}
        onClick={() => void run(action)}
      >
        {t(action)}
      </button>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read before each of its buttons
    <div className="bulk-bar" role="group" aria-label={t('label')}>
      <strong aria-live="polite">{t('selected', { count: ids.length })}</strong>
      {button('pause')}
      {button('resume')}
      {offered.has('extendWeek') && (
        <button type="button" className="button" onClick={() => setExtending(true)}>
          {t('extend')}
        </button>
      )}
      {button('revoke')}
      {button('restore')}
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label={t('clear')}
        onClick={onDone}
      >
        <X aria-hidden="true" />
      </button>
      <ExtendMany
        {...{ ids, maxDays, send, onDone }}
        open={extending}
        onClose={() => setExtending(false)}
      />
    </div>
  )
}

type ExtendProps = Pick<Props, 'maxDays' | 'onDone'> & {
  ids: string[]
  send: ReturnType<typeof useBulk>['send']
  open: boolean
  onClose: () => void
}

/** One new end for all of them, counted from now. */
function ExtendMany({ ids, maxDays, send, onDone, open, onClose }: ExtendProps) {
  const t = useTranslations('desk')
  return (
    <Dialog open={open} title={t('linkForm.extendMany', { count: ids.length })} onClose={onClose}>
      <ExtendForm
        from={new Date(0).toISOString()}
        maxDays={maxDays}
        label={t('linkForm.extend')}
        send={(expiresAt) => send({ tokens: ids, action: 'extend', expiresAt })}
        onDone={() => {
          onClose()
          onDone()
        }}
      />
    </Dialog>
  )
}
