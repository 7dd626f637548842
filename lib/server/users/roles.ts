import type { RoleAnswer } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'

/** The roles, as the API shows them. */
export async function listRoles(): Promise<RoleAnswer[]> {
  return await getDb().role.findMany({ orderBy: { id: 'asc' } })
}
