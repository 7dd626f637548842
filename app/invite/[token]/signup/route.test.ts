import { describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db'
import { givenLink, newcomer } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST } from './route'

function post(token: string, body: unknown, headers: Record<string, string> = {}) {
  return POST(request('POST', `/invite/${token}/signup`, { body, headers }), params({ token }))
}

describe('POST /invite/:token/signup', () => {
  test('a newcomer becomes a person with the role of the link, signed in', async () => {
    const { token } = await givenLink()
    const response = await post(token, newcomer({ email: ' Ada@Example.ORG ' }))
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ email: 'ada@example.org', rootRole: 3 })
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-foyer=/)
  })

  // CHECKLIST 1
  test('of thirty people racing for ten places, exactly ten sign up, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { token, id } = await givenLink({ maxUses: 10 })
      const people = Array.from({ length: 30 }, () => newcomer())
      const responses = await Promise.all(people.map((person) => post(token, person)))
      const statuses = responses.map((response) => response.status)
      expect(statuses.filter((status) => status === 201)).toHaveLength(10)
      expect(statuses.filter((status) => status === 400)).toHaveLength(20)
      const link = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
      const uses = await getDb().signupTokenUse.count({ where: { signupTokenId: id } })
      expect([link.useCount, uses]).toEqual([10, 10])
    }
  })
})
