import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { SignupTokenResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import { admin, errorOf, givenLink, inSeconds, pathsOf, signupBody, tokens } from './support/given'

function create(key: unknown, fields: Record<string, unknown> = {}) {
  const body = { name: 'Link', expiresAt: inSeconds(3600), ...fields, key }
  return call('POST', tokens, { body, as: admin })
}

async function findByKey(key: string): Promise<SignupTokenResponse[]> {
  const response = await call('GET', `${tokens}?key=${key}`, { as: admin })
  return response.json<{ tokens: SignupTokenResponse[] }>().tokens
}

test.describe('the key of a link', () => {
  test('finds the one link that was created with it, even after the link was rotated and revoked', async () => {
    const key = `rowing.club_2027-${randomUUID().slice(0, 8)}`
    const created = await create(key)
    expect([created.status, created.json().key]).toEqual([201, key])
    const { secret } = created.json<SignupTokenResponse>()
    const rotated = await call('POST', `${tokens}/${secret}/rotate`, { as: admin })
    const { secret: current } = rotated.json<SignupTokenResponse>()
    await call('DELETE', `${tokens}/${current}`, { as: admin })
    expect(await findByKey(key)).toMatchObject([{ key, secret: current, state: 'revoked' }])
    expect(await findByKey(`${key}x`)).toEqual([])
  })

  test('belongs to one link: of ten requests at once, one creates it and nine get a 409', async () => {
    const key = randomUUID()
    const responses = await Promise.all(Array.from({ length: 10 }, () => create(key)))
    const statuses = responses.map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([201, ...Array(9).fill(409)])
    for (const response of responses.filter(({ status }) => status === 409)) {
      expect([errorOf(response), pathsOf(response)]).toEqual(['409 NameExistsError', ['/body/key']])
    }
    expect(await findByKey(key)).toHaveLength(1)
  })

  test('has 1 to 64 characters of A to Z, digits, dots, hyphens and underscores', async () => {
    for (const key of ['', 'a b', 'ä', 'x'.repeat(65), null, 7]) {
      const response = await create(key)
      expect([errorOf(response), pathsOf(response)]).toEqual(['400 BadDataError', ['/body/key']])
    }
    expect((await create(`${randomUUID()}${'x'.repeat(28)}`)).status).toBe(201)
    const query = await call('GET', `${tokens}?key=a%20b`, { as: admin })
    expect([query.status, pathsOf(query)]).toEqual([400, ['/query/key']])
  })

  test('is absent from a link created without one, as in Unleash, and cannot be changed', async () => {
    const { secret, ...link } = await givenLink()
    expect(link).not.toHaveProperty('key')
    const body = { name: 'Link', key: randomUUID() }
    const changed = await call('PUT', `${tokens}/${secret}`, { body, as: admin })
    expect([errorOf(changed), pathsOf(changed)]).toEqual(['400 BadDataError', ['/body/key']])
  })

  test('is compared when an Idempotency-Key is reused, and a title cannot replace it', async () => {
    const [key, headers] = [randomUUID(), { 'idempotency-key': randomUUID() }]
    const body = { name: 'Link', expiresAt: inSeconds(3600), key }
    const send = (fields: object) => call('POST', tokens, { body: fields, as: admin, headers })
    const first = await send(body)
    expect((await send(body)).json().secret).toBe(first.json().secret)
    const { key: _, ...rest } = body
    for (const other of [rest, { ...rest, show: { title: key } }, { ...body, key: `${key}2` }]) {
      expect(errorOf(await send(other))).toBe('409 KeyReusedError')
    }
  })

  test('is not shown to those who are invited or have joined', async () => {
    const key = `not-for-invitees-${randomUUID()}`
    const { secret } = (await create(key, { maxUses: 1 })).json<SignupTokenResponse>()
    const page = await fetch(`${process.env.E2E_URL}/invite/${secret}`)
    const joined = await call('POST', `/invite/${secret}/signup`, { body: signupBody() })
    const cookie = joined.header('set-cookie').split(';')[0] ?? ''
    const full = await fetch(`${process.env.E2E_URL}/invite/${secret}`)
    const texts = [await page.text(), joined.text, await full.text()]
    for (const path of ['/account', '/account/export', '/welcome']) {
      const response = await fetch(`${process.env.E2E_URL}${path}`, { headers: { cookie } })
      expect(response.status).toBe(200)
      texts.push(await response.text())
    }
    for (const text of texts) expect(text).not.toContain(key)
  })
})
