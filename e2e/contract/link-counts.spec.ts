import { expect, test } from 'playwright/test'
import type { LinkCountsResponse } from '@/lib/schemas/responses'
import { browserHeaders } from '@/lib/testing/counts'
import { call } from './support/call'
import { admin, givenLink, givenMember, signupBody, tokens, unknownToken } from './support/given'
import { send } from './support/send'

async function countsOf({ secret }: { secret: string }): Promise<LinkCountsResponse> {
  const response = await call('GET', `${tokens}/${secret}/counts`, { as: admin })
  expect(response.status).toBe(200)
  return response.json<LinkCountsResponse>()
}

// CHECKLIST 22, U21
test('browser visits, started forms, sign-ups and refusals are counted; bots and prefetches are not', async () => {
  const link = await givenLink({ maxUses: 1 })
  const page = `/invite/${link.secret}`
  for (const _ of [1, 2, 3]) await send('GET', page, { headers: browserHeaders })
  for (const headers of [{}, { ...browserHeaders, 'sec-purpose': 'prefetch' }]) {
    expect((await send('GET', page, { headers })).status).toBe(200)
  }
  await send('HEAD', page, { headers: browserHeaders })
  const { 'user-agent': name } = browserHeaders
  for (const headers of [{ 'user-agent': name }, { 'user-agent': 'curl/8.5.0' }]) {
    const response = await call('POST', `${page}/started`, { headers })
    expect([response.status, response.text, response.header('set-cookie')]).toEqual([204, '', ''])
  }
  await call('POST', `${page}/signup`, { body: { nonsense: 1 } })
  await givenMember(link)
  for (const _ of [1, 2]) await call('POST', `${page}/signup`, { body: signupBody() })
  const { days, ...totals } = await countsOf(link)
  expect(totals).toEqual({
    opened: 3,
    started: 1,
    joined: 1,
    refused: [
      { reason: 'full', count: 2 },
      { reason: 'invalid', count: 1 },
    ],
  })
  expect(days).toHaveLength(30)
  const { day: _, ...today } = days.at(-1) ?? { day: '' }
  expect(today).toEqual({ opened: 3, started: 1, joined: 1 })
})

test('opening an unknown link counts nowhere, and reporting a started form for it is refused', async () => {
  await send('GET', `/invite/${unknownToken}`, { headers: browserHeaders })
  const response = await call('POST', `/invite/${unknownToken}/started`)
  expect(response.json()).toMatchObject({ name: 'InviteInvalidError' })
  const missing = await call('GET', `${tokens}/${unknownToken}/counts`, { as: admin })
  expect(missing.status).toBe(404)
})
