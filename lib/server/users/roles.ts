import type { RoleResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'

/** The roles, as the API shows them. */
export async function listRoles(): Promise<RoleResponse[]> {
  return await getDb().role.findMany({ orderBy: { id: 'asc' } })
}
