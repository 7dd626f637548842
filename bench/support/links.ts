import { randomUUID } from 'node:crypto'
import { adminToken } from '../../e2e/support/app'

/** The address of a new link, for a day. */
export async function createLink(origin: string, maxUses: number | null = null): Promise<string> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const response = await fetch(`${origin}/api/admin/invite-link/tokens`, {
    method: 'POST',
    headers: { authorization: adminToken, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', expiresAt, maxUses }),
  })
  if (response.status !== 201) throw new Error(`No link: ${response.status}`)
  const { secret } = (await response.json()) as { secret: string }
  return `${origin}/invite/${secret}`
}

/** What somebody new sends. */
export function signupBody(): string {
  const email = `${randomUUID()}@example.org`
  return JSON.stringify({ email, name: 'New Comer', password: 'correct horse battery' })
}
