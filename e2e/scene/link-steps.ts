import type { UpdateSignupTokenInput } from '@/lib/schemas/signup-token'
import { getDb } from '@/lib/server/db/db'
import { recordRefusal } from '@/lib/server/events/events'
import { createRollback, undoRollback } from '@/lib/server/rollbacks/rollbacks'
import { changeSignupTokens } from '@/lib/server/signup-tokens/bulk'
import {
  revokeSignupToken,
  rotateSignupToken,
  updateSignupToken,
} from '@/lib/server/signup-tokens/changes'
import {
  deleteInviteRequests,
  requestInvite,
} from '@/lib/server/signup-tokens/invite-requests/invite-requests'
import type { InviteState } from '@/lib/signup-token-state'
import { by, type Cast, from } from './cast'
import type { LinkKey } from './links'
import { type Admin, latecomers } from './names'
import { daysAhead, type Step } from './steps'

/** What administrators change of links, one by one and several at once. */
export function changeLinks(cast: Cast): Step[] {
  const change = (
    at: number,
    who: Admin | 'program',
    key: LinkKey,
    input: UpdateSignupTokenInput,
  ) => ({
    at,
    act: () => by(cast, who, (actor) => updateSignupToken(actor, cast.token(key), input, null)),
  })
  const pauses = [-13, -12, -8, -5.5].flatMap((at, index) => {
    const who = index % 2 === 0 ? 'rosa' : 'kenji'
    const back = change(at + 0.2, who, 'paused', { enabled: true })
    return [change(at, who, 'paused', { enabled: false }), back]
  })
  return [
    ...pauses,
    change(-4, 'rosa', 'paused', { enabled: false }),
    change(-2, 'magda', 'pausedShort', { enabled: false }),
    change(-18, 'magda', 'spring', { name: 'Rowing club, spring intake' }),
    change(-14.5, 'rosa', 'spring', { enabled: false }),
    change(-14.4, 'rosa', 'spring', { enabled: true }),
    change(-10, 'kenji', 'spring', { maxUses: 30 }),
    change(-3, 'program', 'byProgram', { maxUses: 40 }),
    change(-11.5, 'magda', 'long', { rootRole: 'Editor' }),
    change(-11.4, 'magda', 'long', { rootRole: 'Viewer' }),
    { at: -12, act: () => rotate(cast, 'kenji', 'spring') },
    { at: -9, act: () => revoke(cast, 'magda', 'revoked') },
    change(-8.9, 'rosa', 'revoked', { revoked: false }),
    { at: -5, act: () => revoke(cast, 'magda', 'revoked') },
    { at: -2.9, act: () => revoke(cast, 'rosa', 'leaked') },
    { at: -6.5, act: () => extend(cast, 'magda', ['long', 'oneWord', 'japanese']) },
  ]
}

function rotate(cast: Cast, who: Admin, key: LinkKey) {
  return by(cast, who, async (actor) => {
    cast.setLink(key, await rotateSignupToken(actor, cast.token(key), null))
  })
}

function revoke(cast: Cast, who: Admin, key: LinkKey) {
  return by(cast, who, (actor) => revokeSignupToken(actor, cast.token(key), null))
}

function extend(cast: Cast, who: Admin, keys: LinkKey[]) {
  const tokens = keys.map((key) => cast.link(key).id)
  const expiresAt = daysAhead(27).toISOString()
  return by(cast, who, (actor) =>
    changeSignupTokens(actor, { tokens, action: 'extend', expiresAt }),
  )
}

/** One removal that stands, and one that is taken back. */
export function removePeople(cast: Cast): Step[] {
  const remove = (who: Admin, key: LinkKey, since: number) =>
    by(cast, who, (actor) =>
      createRollback(actor, cast.token(key), { since: daysAhead(since).toISOString() }),
    )
  const takeBack = (who: Admin, key: LinkKey) =>
    by(cast, who, async (actor) => {
      const where = { signupTokenId: cast.link(key).id }
      const { id } = await getDb().linkReversal.findFirstOrThrow({ where })
      await undoRollback(actor, cast.token(key), id)
      await updateSignupToken(actor, cast.token(key), { enabled: true }, null)
    })
  return [
    { at: -3, act: () => remove('rosa', 'leaked', -9) },
    { at: -2.99, act: () => cast.forgetDisabled() },
    { at: -5, act: () => remove('kenji', 'takenBack', -5) },
    { at: -4.8, act: () => takeBack('kenji', 'takenBack') },
  ]
}

type Request = readonly [at: number, key: LinkKey, reason: InviteState, who: number]

const requests: readonly Request[] = [
  [-5.5, 'expired', 'expired', 0],
  [-4.2, 'expired', 'expired', 1],
  [-0.4, 'expired', 'expired', 2],
  [-9, 'full', 'full', 3],
  [-1.5, 'full', 'full', 4],
  [-3.3, 'revoked', 'revoked', 5],
  [-2, 'revoked', 'revoked', 0],
  [-0.9, 'expiredLately', 'expired', 6],
  [-0.8, 'expiredLately', 'expired', 1],
  [-0.5, 'expiredLately', 'expired', 2],
  [-0.1, 'expiredLately', 'expired', 3],
  [-15, 'expiredUnused', 'expired', 4],
  [-1, 'leaked', 'revoked', 5],
]

/** Who comes too late, is refused, and asks for another invite. */
export function requestInvites(cast: Cast): Step[] {
  const steps = requests.flatMap(([at, key, reason, who]): Step[] => {
    const email = latecomers[who] ?? ''
    const refuse = () => from(email, () => recordRefusal(cast.link(key).id, reason))
    const ask = () => from(email, () => requestInvite(cast.token(key), { email }))
    return [
      { at: at - 0.01, act: refuse },
      { at, act: ask },
    ]
  })
  const clear = () =>
    by(cast, 'magda', (actor) => deleteInviteRequests(actor, cast.token('expiredUnused')))
  return [...steps, { at: -14, act: clear }]
}
