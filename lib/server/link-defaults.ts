import * as z from 'zod/mini'
import { roles, VIEWER_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db'

const schema = z.object({
  hours: z.catch(z.int().check(z.minimum(1), z.maximum(8784)), 48),
  roleId: z.catch(z.literal(roles.map(({ id }) => id)), VIEWER_ROLE),
  maxUses: z.catch(z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))), null),
})

export type LinkDefaults = { hours: number; roleId: number; maxUses: number | null }

/** What a new link is proposed with. A setting that makes no sense counts as absent. */
export async function getLinkDefaults(): Promise<LinkDefaults> {
  const row = await getDb().setting.findUnique({ where: { key: 'link.defaults' } })
  return schema.parse(readJson(row?.value ?? '{}'))
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
