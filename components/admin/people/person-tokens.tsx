'use client'

import { ConfirmButton } from '@/components/admin/ui/confirm-button'
import { useChange } from '@/components/admin/ui/use-change'
import { Instant } from '@/components/ui/instant'
import type { ApiTokenResponse } from '@/lib/schemas/responses'

/** The API tokens of a person, and the way to revoke each (ASVS 7.4.5). */
export function PersonTokens({ id, tokens }: { id: number; tokens: ApiTokenResponse[] }) {
  const { change } = useChange()
  const revoke = ({ id: item, description }: ApiTokenResponse) =>
    change({
      method: 'DELETE',
      url: `/api/admin/user-admin/${id}/tokens/${item}`,
      done: `API token “${description}” revoked.`,
    })
  return (
    <section className="card stack" aria-labelledby="tokens">
      <h2 id="tokens">API tokens</h2>
      {tokens.length === 0 ? (
        <p className="soft">No API tokens.</p>
      ) : (
        <ul className="list stack">
          {tokens.map((token) => (
            <li key={token.id} className="row row-spread">
              <span className="who">
                <span>{token.description}</span>
                <span className="soft small">
                  <Used at={token.seenAt} />
                  {token.expiresAt && (
                    <>
                      , ends <Instant iso={token.expiresAt} />
                    </>
                  )}
                </span>
              </span>
              <ConfirmButton
                label="Revoke"
                subject={token.description}
                question="Programs that use this token will stop working."
                onConfirm={() => revoke(token)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Used({ at }: { at: string | null }) {
  if (!at) return 'Never used'
  return (
    <>
      Last used <Instant iso={at} />
    </>
  )
}
