import { describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { givenLink } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { badTokens } from '@/lib/testing/tokens'
import { HEAD as headSignup, OPTIONS as optionsSignup, GET as readSignup } from '../signup/route'
import { GET, HEAD, OPTIONS } from './route'

const validate = { GET, HEAD, OPTIONS }
const signup = { GET: readSignup, HEAD: headSignup, OPTIONS: optionsSignup }

function ask(method: 'GET' | 'HEAD' | 'OPTIONS', token: string, headers = {}) {
  const path = `/invite/${encodeURIComponent(token)}/validate`
  return validate[method](request(method, path, { headers }), params({ token }))
}

/** All that a sign-up would change. */
async function traces() {
  return {
    links: await getDb().signupToken.findMany({ orderBy: { id: 'asc' } }),
    users: await getDb().user.count(),
    uses: await getDb().signupTokenUse.count(),
    sessions: await getDb().session.count(),
    events: await getDb().event.count(),
  }
}

describe('GET /invite/:token/validate', () => {
  test('an open link is a 200 with nothing in it, for GET and HEAD alike', async () => {
    const { token } = await givenLink()
    for (const method of ['GET', 'HEAD'] as const) {
      const response = await ask(method, token)
      expect([response.status, await response.text()]).toEqual([200, ''])
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  // CHECKLIST 21
  test('whatever is not a token gets one and the same answer', async () => {
    for (const token of badTokens()) {
      const response = await ask('GET', token)
      const { id, ...body } = await response.json()
      expect([response.status, body]).toEqual([
        400,
        { name: 'InviteInvalidError', message: expect.any(String), details: [] },
      ])
    }
  })

  // CHECKLIST 21
  test('a token that is a list, as no honest address makes it, is not valid either', async () => {
    const { token } = await givenLink()
    const lists: { token: string }[] = [
      JSON.parse(`{"token":["${token}"]}`),
      JSON.parse('{"token":[]}'),
    ]
    for (const list of lists) {
      const response = await validate.GET(request('GET', '/invite/x/validate'), params(list))
      expect([response.status, (await response.json()).name]).toEqual([400, 'InviteInvalidError'])
    }
  })

  // CHECKLIST 33
  test('only who holds a genuine token hears why a link is closed', async () => {
    const closed = [
      [{ enabled: false }, 'InvitePausedError'],
      [{ expiresAt: now() }, 'InviteExpiredError'],
      [{ maxUses: 1, useCount: 1 }, 'InviteFullError'],
      [{ startsAt: new Date(now().getTime() + HOUR / 2) }, 'InviteScheduledError'],
      [{ revokedAt: now() }, 'InviteRevokedError'],
    ] as const
    for (const [data, name] of closed) {
      const { token, id } = await givenLink()
      await getDb().signupToken.update({ where: { id }, data })
      expect((await (await ask('GET', token)).json()).name).toBe(name)
      const guessed = token.slice(0, 31) + (token.endsWith('A') ? 'B' : 'A')
      expect((await (await ask('GET', guessed)).json()).name).toBe('InviteInvalidError')
    }
  })

  // CHECKLIST 22
  test('previews, prefetches, bots and a thousand reads use no place and sign nobody in', async () => {
    const { token } = await givenLink({ maxUses: 1 })
    const before = await traces()
    const visitors = [
      {},
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-site': 'cross-site' },
      { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
      { 'user-agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)' },
      { 'user-agent': 'WhatsApp/2.23.20.0' },
      { 'user-agent': '' },
    ]
    for (const headers of visitors) {
      for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
        const response = await ask(method, token, headers)
        expect([response.ok, response.headers.get('set-cookie')]).toEqual([true, null])
        const path = `/invite/${token}/signup`
        const read = await signup[method](request(method, path, { headers }), params({ token }))
        expect(read.status).toBe(method === 'OPTIONS' ? 204 : 405)
        expect([read.headers.get('allow'), read.headers.get('set-cookie')]).toEqual(['POST', null])
      }
    }
    for (let hundred = 0; hundred < 10; hundred += 1) {
      const reads = Array.from({ length: 100 }, () => ask('GET', token))
      const statuses = (await Promise.all(reads)).map(({ status }) => status)
      expect(new Set(statuses)).toEqual(new Set([200]))
    }
    expect(await traces()).toEqual(before)
  })
})
