import { cache } from 'react'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { findLink } from '@/lib/server/signup-tokens/signup-tokens'
import { showOf } from '@/lib/signup-token-show'
import { type InviteState, inviteState } from '@/lib/signup-token-state'

/** The state for the page of a token; `unknown` if no link has this token. Writes nothing. */
export async function pageState(token: string): Promise<InviteState | 'unknown'> {
  const link = await findLink(token)
  return link ? inviteState(link, now()) : 'unknown'
}

/** The data of an invite page, or null if no link has this token. Read once per request. */
export const findInviteForPage = cache(async (token: string) => {
  const link = await findLink(token)
  if (!link) return null
  const { publicUrl, signupStrict } = getEnv()
  const { host } = new URL(publicUrl)
  // Who is no administrator any more cannot send another link.
  const creator = link.creatorLost ? null : link.creatorName
  // A registered address takes no place: in strict mode their number would tell who is registered.
  const { title = null } = showOf(link)
  return { link, title, state: inviteState(link, now()), creator, host, showsPlaces: !signupStrict }
})
