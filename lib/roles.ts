import { isWithin } from '@/lib/text'

/** The three roles that the first migration writes, with what they may do in plain words. */
export const roles = [
  { id: 1, name: 'Admin', can: 'can do everything and invite others' },
  { id: 2, name: 'Editor', can: 'can view and edit' },
  { id: 3, name: 'Viewer', can: 'can view, but not edit' },
] as const

export const ADMIN_ROLE = 1
export const EDITOR_ROLE = 2
export const VIEWER_ROLE = 3

export type Permission = 'ADMIN'

/** What a role allows, as the API names it. */
export function permissionsOf(roleId: number): Permission[] {
  return roleId === ADMIN_ROLE ? ['ADMIN'] : []
}

/** The message that names a role in the page's language. */
export function roleKey(roleId: number): 'role1' | 'role2' | 'role3' {
  if (roleId === ADMIN_ROLE) return 'role1'
  return roleId === EDITOR_ROLE ? 'role2' : 'role3'
}

/** The id of a role given by id or by name (any case), or null. */
export function findRoleId(role: number | string): number | null {
  if (typeof role === 'string' && !isWithin(role)) return null
  const wanted = String(role).toLowerCase()
  const match = roles.find(({ id, name }) => id === role || name.toLowerCase() === wanted)
  return match?.id ?? null
}

/** The id of the role that a query names, by number or by name, or null. */
export function readRole(given: string): number | null {
  return findRoleId(/^\d$/.test(given) ? Number(given) : given)
}
