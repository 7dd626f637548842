import { POST } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { params, request } from './requests'

/** A sign-up as a program sends it. */
export function post(token: string, body: unknown, headers: Record<string, string> = {}) {
  const sent = request('POST', `/invite/${token}/signup`, { body, headers })
  return POST(sent, params({ token }))
}

/** A sign-up as a plain form sends it. */
export function postForm(token: string, body: Record<string, string>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return post(token, new URLSearchParams(body).toString(), headers)
}

/** All that an answer says, as one text. */
export async function whole(response: Response): Promise<string> {
  const headers = [...response.headers]
  return JSON.stringify({ status: response.status, headers, body: await response.text() })
}

/** What a link says of its places, and how many were taken. */
export async function placesOf(id: string) {
  const link = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
  const uses = await getDb().signupTokenUse.count({ where: { signupTokenId: id } })
  return { useCount: link.useCount, uses, lastUsedAt: link.lastUsedAt }
}

/** How many notes there are of sign-ups with the address of a person. */
export function attempts(userId: number) {
  return getDb().event.count({ where: { type: 'user-signup-attempted', userId } })
}
