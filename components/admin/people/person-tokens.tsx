'use client'

import { useTranslations } from 'next-intl'
import { ConfirmButton } from '@/components/admin/ui/confirm-button'
import { Moment } from '@/components/admin/ui/moment'
import { useChange } from '@/components/admin/ui/use-change'
import { useScripting } from '@/components/ui/scripting'
import type { ApiTokenResponse } from '@/lib/schemas/responses'

type Props = { id: number; tokens: ApiTokenResponse[]; now: string }

/** The API tokens of a person, and the way to revoke each (ASVS 7.4.5). */
export function PersonTokens({ id, tokens, now }: Props) {
  const t = useTranslations('desk.person')
  const { change, busy } = useChange()
  const scripting = useScripting()
  if (tokens.length === 0) return <p className="soft">{t('noTokens')}</p>
  const end = (
    { id: item, description: name }: ApiTokenResponse,
    done: 'tokenRevoked' | 'tokenDeleted',
  ) =>
    change({
      method: 'DELETE',
      url: `/api/admin/user-admin/${id}/tokens/${item}`,
      done: t(done, { name }),
    })
  const isOver = ({ expiresAt }: ApiTokenResponse) => expiresAt !== null && expiresAt <= now
  const at = (iso: string) => ({ moment: () => <Moment iso={iso} now={now} /> })
  const endsOf = (iso: string) => (iso > now ? t.rich('ends', at(iso)) : t.rich('ended', at(iso)))
  return (
    <ul className="lines">
      {tokens.map((token) => (
        <li key={token.id} className="line line-wide">
          <span className="line-main">
            <span className="row">
              {token.description}
              {isOver(token) && <span className="state">{t('expired')}</span>}
            </span>
            <span className="soft small">
              {token.seenAt ? t.rich('lastUsed', at(token.seenAt)) : t('neverUsed')}
              {token.expiresAt && <> · {endsOf(token.expiresAt)}</>}
            </span>
          </span>
          {isOver(token) ? (
            // Nothing stops working, so nothing is asked.
            <button
              type="button"
              className="button"
              aria-label={`${t('delete')}: ${token.description}`}
              disabled={!scripting}
              aria-busy={busy}
              onClick={() => void end(token, 'tokenDeleted')}
            >
              {t('delete')}
            </button>
          ) : (
            <ConfirmButton
              label={t('revoke')}
              subject={token.description}
              question={t('tokenQuestion')}
              onConfirm={() => end(token, 'tokenRevoked')}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
