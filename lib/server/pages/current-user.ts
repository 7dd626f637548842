import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { ADMIN_ROLE, permissionsOf } from '@/lib/roles'
import { findSession } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import { countRequestsIn } from '@/lib/server/signup-tokens/invite-requests/request-list'
import { findUse } from '@/lib/server/signup-tokens/responses'

/** The session of the current request, or null. Read once per request. */
export const findCurrentSession = cache(async () => findSession((await headers()).get('cookie')))

/** The current user, or null. */
export async function findCurrentUser() {
  return (await findCurrentSession())?.user ?? null
}

/** Whether the current user, if any, joined through this link. */
export async function hasJoinedBy(signupTokenId: string): Promise<boolean> {
  const currentUser = await findCurrentUser()
  const use = currentUser && (await findUse(currentUser.id))
  return use?.signupToken.id === signupTokenId
}

/** The current user; anybody else is sent to sign-in and returns to `path`. */
export async function requireCurrentUser(path: string) {
  const currentUser = await findCurrentUser()
  if (!currentUser) redirect(`/login?next=${encodeURIComponent(path)}`)
  return currentUser
}

/** What the frame of the admin area shows of the current user. */
export async function deskUser<U>(currentUser: U): Promise<U & { openRequests: number }> {
  return { ...currentUser, openRequests: await countRequestsIn('open') }
}

/**
 * The current user as administrator, with what the frame of the page shows; anybody else who is signed in
 * gets the 403 page.
 */
export async function requireAdmin(path: string) {
  const currentUser = await requireCurrentUser(path)
  if (!permissionsOf(currentUser.roleId).includes('ADMIN')) forbidden()
  return await deskUser(currentUser)
}

/** The start page of a signed-in person. */
export function homeOf(currentUser: { roleId: number }): string {
  return currentUser.roleId === ADMIN_ROLE ? '/admin' : getEnv().nextStepUrl
}

/** The value of a cookie of this request. */
export async function readRequestCookie(name: string): Promise<string | null> {
  return (await cookies()).get(name)?.value ?? null
}
