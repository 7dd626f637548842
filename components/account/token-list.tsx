'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { submitJson } from '@/components/forms/submit-json'
import { Instant } from '@/components/ui/instant'

type Token = {
  id: number
  description: string
  createdAt: string
  expiresAt: string | null
  seenAt: string | null
  /** Whether its end has passed. */
  over: boolean
  revokeLabel: string
}

type Label =
  | 'token'
  | 'lastUsed'
  | 'never'
  | 'ends'
  | 'ended'
  | 'revoke'
  | 'revoked'
  | 'confirm'
  | 'confirmed'
  | 'keep'
  | 'empty'
  | 'offline'
  | 'busy'

type Props = { tokens: Token[]; locale: string; labels: Record<Label, string> }

/** One's own API tokens, newest first. A revoked one cannot come back, so it is asked once, in place. */
export function TokenList({ tokens, locale, labels }: Props) {
  const router = useRouter()
  const status = useRef<HTMLParagraphElement>(null)
  const [notice, setNotice] = useState('')

  async function revoke({ id, description }: Token) {
    const outcome = await submitJson('DELETE', `/api/admin/user/tokens/${id}`, undefined, () => '')
    // One that was revoked elsewhere meanwhile is revoked too.
    const gone =
      outcome.status === 'done' ||
      (outcome.status === 'refused' && outcome.name === 'NotFoundError')
    const failure = outcome.status === 'offline' ? labels.offline : labels.busy
    setNotice(gone ? `${labels.revoked}: ${description}` : failure)
    status.current?.focus()
    router.refresh()
  }

  return (
    <section className="stack" aria-label={labels.token}>
      <p ref={status} role="status" tabIndex={-1} className={notice ? 'note' : 'visually-hidden'}>
        {notice}
      </p>
      {tokens.length === 0 ? (
        <p className="card empty">{labels.empty}</p>
      ) : (
        <ul className="tokens">
          {tokens.map((token) => (
            <li key={token.id} className="card stack">
              <TokenFacts token={token} locale={locale} labels={labels} />
              <Revoke token={token} labels={labels} onRevoke={() => revoke(token)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function TokenFacts({ token, locale, labels }: Omit<Props, 'tokens'> & { token: Token }) {
  const { description, expiresAt, seenAt, over } = token
  return (
    <>
      <strong>{description}</strong>
      <dl className="facts">
        <dt>{labels.lastUsed}</dt>
        <dd>{seenAt ? <Instant iso={seenAt} locale={locale} style="short" /> : labels.never}</dd>
        <dt>{over ? labels.ended : labels.ends}</dt>
        <dd>
          {expiresAt ? <Instant iso={expiresAt} locale={locale} style="short" /> : labels.never}
        </dd>
      </dl>
    </>
  )
}

/** The same function each time, so that it is called once, when the button appears. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus()

type RevokeProps = { token: Token; labels: Props['labels']; onRevoke: () => Promise<void> }

function Revoke({ token, labels, onRevoke }: RevokeProps) {
  const [asked, setAsked] = useState<'no' | 'yes' | 'kept'>('no')
  const [busy, setBusy] = useState(false)
  if (asked !== 'yes') {
    return (
      <div className="row">
        <button
          ref={asked === 'kept' ? takeFocus : null}
          type="button"
          className="button"
          aria-label={token.revokeLabel}
          onClick={() => setAsked('yes')}
        >
          {labels.revoke}
        </button>
      </div>
    )
  }
  return (
    <div className="stack">
      <p id={`confirm-${token.id}`}>{labels.confirm}</p>
      <div className="row">
        <button
          type="button"
          className="button button-danger"
          aria-describedby={`confirm-${token.id}`}
          aria-busy={busy}
          onClick={() => {
            setBusy(true)
            void onRevoke()
          }}
        >
          {labels.confirmed}
        </button>
        <button ref={takeFocus} type="button" className="button" onClick={() => setAsked('kept')}>
          {labels.keep}
        </button>
      </div>
    </div>
  )
}
