import { getDb } from '@/lib/server/db'

/** The roles, as the API shows them. */
export async function listRoles() {
  return await getDb().role.findMany({ orderBy: { id: 'asc' } })
}
