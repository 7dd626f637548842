import { cookies, headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import { ADMIN_ROLE, permissionsOf } from '@/lib/roles'
import { findSession } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import { findUse } from '@/lib/server/signup-tokens/responses'

/** The session of the browser that looks at a page, or null. Asked once a request. */
export const findViewerSession = cache(async () => findSession((await headers()).get('cookie')))

/** The signed-in person who looks at a page, or null. */
export async function findViewer() {
  return (await findViewerSession())?.user ?? null
}

/** Whether the signed-in person, if there is one, came by this very link. */
export async function hasJoinedBy(signupTokenId: string): Promise<boolean> {
  const viewer = await findViewer()
  const use = viewer && (await findUse(viewer.id))
  return use?.signupToken.id === signupTokenId
}

/** The signed-in person; anybody else is sent to sign in and comes back to `path`. */
export async function requireViewer(path: string) {
  const viewer = await findViewer()
  if (!viewer) redirect(`/login?next=${encodeURIComponent(path)}`)
  return viewer
}

/** An administrator; anybody else who is signed in gets the page for those without the right (403). */
export async function requireAdmin(path: string) {
  const viewer = await requireViewer(path)
  if (!permissionsOf(viewer.roleId).includes('ADMIN')) forbidden()
  return viewer
}

/** Where somebody who is signed in belongs. */
export function homeOf(viewer: { roleId: number }): string {
  return viewer.roleId === ADMIN_ROLE ? '/admin' : getEnv().nextStepUrl
}

/** The value of a cookie of this request. */
export async function readRequestCookie(name: string): Promise<string | null> {
  return (await cookies()).get(name)?.value ?? null
}
