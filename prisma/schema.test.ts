import { expect, test } from 'vitest'
import { getEnv } from '@/lib/server/runtime/env'
import { givenLink, givenUser } from '@/lib/testing/factories'
import { sql } from '@/lib/testing/sql'

/** The name of the constraint that a statement breaks, past all code of ours. */
async function brokenBy(text: string, values: unknown[]): Promise<string> {
  try {
    await sql(getEnv().databaseUrl ?? '', text, values)
    return 'none'
  } catch (error) {
    if (error instanceof Error && 'constraint' in error) return String(error.constraint)
    throw error
  }
}

// CHECKLIST 6
test('the database itself prevents more uses than places', async () => {
  const { id } = await givenLink({ maxUses: 2 })
  const set = (assignment: string) =>
    brokenBy(`UPDATE "SignupToken" SET ${assignment} WHERE "id" = $1`, [id])
  expect(await set('"useCount" = 2')).toBe('none')
  expect(await set('"useCount" = 3')).toBe('SignupToken_use_count')
  expect(await set('"maxUses" = 1')).toBe('SignupToken_use_count')
  expect(await set('"useCount" = -1')).toBe('SignupToken_use_count_not_negative')
  expect(await set('"maxUses" = 100001')).toBe('SignupToken_max_uses')
  expect(await set('"startsAt" = "expiresAt"')).toBe('SignupToken_starts_before_end')
})

// CHECKLIST 7
test('the database itself refuses a limit of 0, and null means no limit', async () => {
  const { id } = await givenLink()
  const set = (value: number | null) =>
    brokenBy('UPDATE "SignupToken" SET "maxUses" = $2 WHERE "id" = $1', [id, value])
  expect(await set(0)).toBe('SignupToken_max_uses')
  expect(await set(null)).toBe('none')
})

// CHECKLIST 6
test('the database itself allows one person per address, username and place', async () => {
  const one = await givenUser({ username: 'One' })
  const two = await givenUser({ username: 'Two' })
  const link = await givenLink()
  const set = (assignment: string, value: unknown) =>
    brokenBy(`UPDATE "User" SET ${assignment} = $2 WHERE "id" = $1`, [two.id, value])
  expect(await set('"email"', one.email)).toBe('User_email_key')
  expect(await set('"email"', 'Two@example.org')).toBe('User_email_normalised')
  expect(await set('"email"', ' two@example.org')).toBe('User_email_normalised')
  expect(await set('"usernameKey"', 'one')).toBe('User_usernameKey_key')
  expect(await set('"usernameKey"', null)).toBe('User_username_key')
  expect(await set('"passwordHash"', '')).toBe('User_password_present')
  expect(await set('"roleId"', 99)).toBe('User_roleId_fkey')
  const use = 'INSERT INTO "SignupTokenUse" ("signupTokenId", "userId") VALUES ($1, $2)'
  expect(await brokenBy(use, [link.id, one.id])).toBe('none')
  expect(await brokenBy(use, [link.id, one.id])).toBe('SignupTokenUse_userId_key')
})
