import { beforeAll, expect, test, vi } from 'vitest'
import { POST as createLink } from '@/app/api/admin/invite-link/tokens/route'
import { getDb } from '@/lib/server/db/db'
import { HOUR } from '@/lib/server/runtime/clock'
import { many } from '@/lib/testing/clients'
import { cookieFor, givenAdmin, givenAdminToken, nextNumber } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

vi.setConfig({ testTimeout: 120_000 })

const aKey = () => `key-${nextNumber()}`
const link = (name: string) => ({ name, expiresAt: new Date(Date.now() + HOUR).toISOString() })
let authorization = ''

beforeAll(async () => {
  authorization = await givenAdminToken()
})

function create(body: unknown, key: string, as: { authorization?: string; cookie?: string }) {
  const headers = { 'idempotency-key': key }
  return createLink(request('POST', '/', { body, headers, ...as }), params({}))
}

// CHECKLIST 12
test('creating a link ten times at once with one Idempotency-Key creates one link, and each gets the same body, twenty times over', async () => {
  for (let round = 0; round < 20; round += 1) {
    const [body, key] = [link(`Once ${nextNumber()}`), aKey()]
    const responses = await Promise.all(many(10, 0).map(() => create(body, key, { authorization })))
    const bodies = await Promise.all(responses.map((response) => response.text()))
    expect(responses.map(({ status }) => status)).toEqual(many(10, 201))
    expect(new Set(bodies).size).toBe(1)
    for (const name of ['location', 'etag']) {
      expect(new Set(responses.map((response) => response.headers.get(name))).size).toBe(1)
    }
    expect(await getDb().signupToken.count({ where: { name: body.name } })).toBe(1)
  }
})

// CHECKLIST 12
test('a link with the key of another body is a 409; by another caller it is another link', async () => {
  const [body, key] = [link(`Once ${nextNumber()}`), aKey()]
  const cookie = await cookieFor((await givenAdmin()).id)
  expect((await create(body, key, { authorization })).status).toBe(201)
  for (const change of [{ name: 'Other' }, { maxUses: 1 }, { rootRole: 2 }]) {
    const other = await create({ ...body, ...change }, key, { authorization })
    expect([other.status, (await other.json()).name]).toEqual([409, 'KeyReusedError'])
  }
  expect((await create(body, key, { cookie })).status).toBe(201)
  expect(await getDb().signupToken.count({ where: { name: body.name } })).toBe(2)
})
