'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Moment } from '@/components/admin/ui/moment'
import { useChange } from '@/components/admin/ui/use-change'
import { Instant } from '@/components/ui/instant'
import { useScripting } from '@/components/ui/scripting'

type Rollback = {
  id: number
  since: string
  count: number
  createdAt: string
  revertibleUntil: string
  revertedAt: string | null
  isRevertible: boolean
}

type Props = { api: string; rollbacks: Rollback[]; now: string }

/** Earlier removals, each with a button that undoes it while that is possible. */
export function RollbackList({ api, rollbacks, now }: Props) {
  const t = useTranslations('desk.rollback')
  const { change, busy } = useChange()
  const scripting = useScripting()
  return (
    <ul className="rollbacks">
      {rollbacks.map((rollback) => (
        <li key={rollback.id}>
          <div>
            <p>
              {t('entry', { count: rollback.count })} <Moment iso={rollback.createdAt} now={now} />
            </p>
            <Notes rollback={rollback} />
          </div>
          {rollback.isRevertible && (
            <button
              type="button"
              className="button"
              aria-busy={busy}
              disabled={!scripting}
              onClick={() =>
                void change({
                  method: 'DELETE',
                  url: `${api}/${rollback.id}`,
                  done: t('undone', { count: rollback.count }),
                })
              }
            >
              {t('undo')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function Notes({ rollback }: { rollback: Rollback }) {
  const t = useTranslations('desk.rollback')
  const locale = useLocale()
  const { since, revertedAt, revertibleUntil, isRevertible } = rollback
  const instant = (iso: string) => () => <Instant iso={iso} locale={locale} style="short" />
  return (
    <ul className="note-line">
      <li>{t.rich('entrySince', { since: instant(since) })}</li>
      {revertedAt && <li>{t.rich('entryUndone', { at: instant(revertedAt) })}</li>}
      {isRevertible && <li>{t.rich('entryUntil', { until: instant(revertibleUntil) })}</li>}
    </ul>
  )
}
