'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { submitJson } from '@/components/forms/submit-json'
import { RelativeTime } from '@/components/ui/relative-time'
import { useScripting } from '@/components/ui/scripting'

type Token = {
  id: number
  description: string
  createdAt: string
  expiresAt: string | null
  seenAt: string | null
  /** Whether its end has passed. */
  over: boolean
  actionLabel: string
}

type Label =
  | 'token'
  | 'lastUsed'
  | 'never'
  | 'ends'
  | 'ended'
  | 'revoke'
  | 'revoked'
  | 'delete'
  | 'deleted'
  | 'confirm'
  | 'confirmed'
  | 'keep'
  | 'empty'
  | 'offline'
  | 'busy'

type Props = {
  tokens: Token[]
  locale: string
  /** When the page was rendered. */
  now: string
  labels: Record<Label, string>
}

/** One's own API tokens, newest first. A revoked one cannot come back, so it is asked once, in place. */
export function TokenList({ tokens, labels, ...shown }: Props) {
  const router = useRouter()
  const status = useRef<HTMLParagraphElement>(null)
  const [notice, setNotice] = useState('')

  async function end({ id, description, over }: Token) {
    const outcome = await submitJson('DELETE', `/api/admin/user/tokens/${id}`, undefined, () => '')
    // One that was revoked elsewhere meanwhile is revoked too.
    const gone =
      outcome.status === 'done' ||
      (outcome.status === 'refused' && outcome.name === 'NotFoundError')
    const failure = outcome.status === 'offline' ? labels.offline : labels.busy
    const done = over ? labels.deleted : labels.revoked
    setNotice(gone ? `${done}: ${description}` : failure)
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
              <TokenFacts {...shown} token={token} labels={labels} />
              <End token={token} labels={labels} onEnd={() => end(token)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function TokenFacts({ token, labels, ...at }: Omit<Props, 'tokens'> & { token: Token }) {
  const { description, expiresAt, seenAt, over } = token
  return (
    <>
      <div className="row">
        <strong>{description}</strong>
        {over && <span className="state">{labels.ended}</span>}
      </div>
      <dl className="facts">
        <dt>{labels.lastUsed}</dt>
        <dd>{seenAt ? <RelativeTime {...at} iso={seenAt} /> : labels.never}</dd>
        <dt>{over ? labels.ended : labels.ends}</dt>
        <dd>{expiresAt ? <RelativeTime {...at} iso={expiresAt} /> : labels.never}</dd>
      </dl>
    </>
  )
}

/** The same function each time, so that it is called once, when the button appears. */
const takeFocus = (button: HTMLButtonElement | null) => button?.focus()

type EndProps = { token: Token; labels: Props['labels']; onEnd: () => Promise<void> }

/** Asks before programs stop working, which those with an expired token did already. */
function End({ token, labels, onEnd }: EndProps) {
  const [asked, setAsked] = useState<'no' | 'yes' | 'kept'>('no')
  const [busy, setBusy] = useState(false)
  const scripting = useScripting()
  const confirm = async () => {
    if (busy) return
    setBusy(true)
    await onEnd()
    setBusy(false)
  }
  if (asked !== 'yes') {
    return (
      <div className="row">
        <button
          ref={asked === 'kept' ? takeFocus : null}
          type="button"
          className="button"
          aria-label={token.actionLabel}
          disabled={!scripting}
          aria-busy={busy}
          onClick={() => (token.over ? void confirm() : setAsked('yes'))}
        >
          {token.over ? labels.delete : labels.revoke}
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
          className="button button-destroy"
          aria-describedby={`confirm-${token.id}`}
          aria-busy={busy}
          onClick={() => void confirm()}
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
