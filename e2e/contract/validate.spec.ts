import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  change,
  errorOf,
  givenLink,
  givenMember,
  inSeconds,
  signupBody,
  tokens,
  unknownToken,
} from './support/given'

async function stateOf(secret: string): Promise<string> {
  const link = await call('GET', `${tokens}/${secret}`, { as: admin })
  return String(link.json().state)
}

/** The errors that validate and sign-up report for the link. */
async function reported(secret: string): Promise<string[]> {
  const asked = await call('GET', `/invite/${secret}/validate`)
  const tried = await call('POST', `/invite/${secret}/signup`, { body: signupBody() })
  return [errorOf(asked), errorOf(tried)]
}

const patient = { timeout: 15_000 }

function twice(name: string): string[] {
  return [`400 ${name}`, `400 ${name}`]
}

test.describe('GET /invite/:token/validate', () => {
  test('an open link is a 200 with an empty body', async () => {
    const { secret } = await givenLink()
    const response = await call('GET', `/invite/${secret}/validate`)
    expect([response.status, response.text]).toEqual([200, ''])
    expect(response.header('cache-control')).toContain('no-store')
  })

  test('validating a link uses no place and writes nothing', async () => {
    const { secret } = await givenLink({ maxUses: 1 })
    await call('GET', `/invite/${secret}/validate`)
    await call('HEAD', `/invite/${secret}/validate`)
    const link = await call('GET', `${tokens}/${secret}`, { as: admin })
    expect(link.json()).toMatchObject({ useCount: 0, users: [], state: 'open' })
  })

  test('an unknown, a malformed and a rotated token get the same response', async () => {
    const { secret } = await givenLink()
    await call('POST', `${tokens}/${secret}/rotate`, { as: admin })
    const last = secret.endsWith('A') ? 'B' : 'A'
    const others = [unknownToken, 'short', `${secret}x`, secret.slice(0, -1) + last, 'a%20b', '%00']
    const responses = []
    for (const token of [secret, ...others, `${secret}%00`, '.'.repeat(32)]) {
      const response = await call('GET', `/invite/${token}/validate`)
      const { id: _, ...rest } = response.json<Record<string, unknown>>()
      responses.push({ status: response.status, ...rest })
    }
    for (const response of responses) expect(response).toEqual(responses[0])
    expect(responses[0]).toMatchObject({ status: 400, name: 'InviteInvalidError', details: [] })
  })

  test('a token of 8 kB is refused like any unknown one', async () => {
    const long = 'A'.repeat(8192)
    expect(errorOf(await call('GET', `/invite/${long}/validate`))).toBe('400 InviteInvalidError')
    const signup = await call('POST', `/invite/${long}/signup`, { body: signupBody() })
    expect(errorOf(signup)).toBe('400 InviteInvalidError')
    const read = await call('GET', `${tokens}/${long}`, { as: admin })
    expect(errorOf(read)).toBe('404 NotFoundError')
  })

  test('a token is valid only in its exact spelling', async () => {
    const { secret } = await givenLink()
    const spellings = [secret.toLowerCase(), secret.toUpperCase(), `${secret}=`, ` ${secret}`]
    for (const token of spellings.filter((spelling) => spelling !== secret)) {
      const response = await call('GET', `/invite/${encodeURIComponent(token)}/validate`)
      expect(errorOf(response), token).toBe('400 InviteInvalidError')
    }
  })

  test('credentials are neither required nor checked', async () => {
    const { secret } = await givenLink()
    for (const authorization of ['nonsense', 'Bearer nonsense', '']) {
      const response = await call('GET', `/invite/${secret}/validate`, { as: { authorization } })
      expect(response.status).toBe(200)
    }
  })
})

test.describe('the states of a link', () => {
  test('paused, until it is resumed', async () => {
    const { secret } = await givenLink()
    expect((await change({ secret }, { enabled: false })).state).toBe('paused')
    expect(await reported(secret)).toEqual(twice('InvitePausedError'))
    expect((await change({ secret }, { enabled: true })).state).toBe('open')
    expect((await call('GET', `/invite/${secret}/validate`)).status).toBe(200)
  })

  test('scheduled, until the start', async () => {
    const { secret, state } = await givenLink({ startsAt: inSeconds(600) })
    expect(state).toBe('scheduled')
    expect(await reported(secret)).toEqual(twice('InviteScheduledError'))
    await change({ secret }, { startsAt: null })
    expect((await call('GET', `/invite/${secret}/validate`)).status).toBe(200)
  })

  test('a scheduled link opens by itself at its start', async () => {
    const { secret } = await givenLink({ startsAt: inSeconds(1) })
    await expect.poll(() => stateOf(secret), patient).toBe('open')
    expect((await call('GET', `/invite/${secret}/validate`)).status).toBe(200)
  })

  test('expired, from the moment of its end', async () => {
    const { secret } = await givenLink({ expiresAt: inSeconds(2) })
    await expect.poll(() => stateOf(secret), patient).toBe('expired')
    expect(await reported(secret)).toEqual(twice('InviteExpiredError'))
    const later = await change({ secret }, { expiresAt: inSeconds(600) })
    expect(later.state).toBe('open')
  })

  test('full, once all places are taken, until more are added', async () => {
    const link = await givenLink({ maxUses: 1 })
    await givenMember(link)
    expect(await stateOf(link.secret)).toBe('full')
    expect(await reported(link.secret)).toEqual(twice('InviteFullError'))
    expect((await change(link, { maxUses: 2 })).state).toBe('open')
    expect((await change(link, { maxUses: null })).state).toBe('open')
  })

  test('revoked, until it is restored', async () => {
    const { secret } = await givenLink()
    const revoked = await call('DELETE', `${tokens}/${secret}`, { as: admin })
    expect(revoked.json().state).toBe('revoked')
    expect(await reported(secret)).toEqual(twice('InviteRevokedError'))
    expect((await change({ secret }, { revoked: false })).state).toBe('open')
  })

  test('of several states the first in this order is reported: revoked, expired, full, paused, scheduled', async () => {
    const link = await givenLink({ maxUses: 1 })
    await givenMember(link)
    const { secret } = link
    const all = { enabled: false, startsAt: inSeconds(600) }
    expect((await change(link, all)).state).toBe('full')
    await change(link, { startsAt: null, expiresAt: inSeconds(2) })
    await expect.poll(() => stateOf(secret), patient).toBe('expired')
    expect(await reported(secret)).toEqual(twice('InviteExpiredError'))
    await call('DELETE', `${tokens}/${secret}`, { as: admin })
    expect(await reported(secret)).toEqual(twice('InviteRevokedError'))
    const restored = { revoked: false, expiresAt: inSeconds(600), maxUses: 5 }
    expect((await change(link, restored)).state).toBe('paused')
    const scheduled = await change(link, { enabled: true, startsAt: inSeconds(300) })
    expect(scheduled.state).toBe('scheduled')
  })
})
