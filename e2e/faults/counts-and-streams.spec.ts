import { browserHeaders } from '@/lib/testing/counts'
import { tokens } from '../contract/support/given'
import { send } from '../contract/support/send'
import { type App, adminToken } from '../support/app'
import { expect, givenLink, test } from './support/foyer'

const as = { authorization: adminToken }

async function countsOf({ url: base }: App, token: string) {
  const response = await send('GET', `${tokens}/${token}/counts`, { base, as })
  const { opened, started } = JSON.parse(response.text)
  return { opened, started }
}

test('a graceful stop ends streams immediately and keeps all counts', async ({ folder, foyer }) => {
  test.setTimeout(120_000)
  const first = await foyer({}, { folder })
  const token = await givenLink(first)
  const options = { base: first.url, headers: browserHeaders }
  expect((await send('GET', `/invite/${token}`, options)).status).toBe(200)
  const { 'user-agent': name } = browserHeaders
  const started = { base: first.url, headers: { 'user-agent': name } }
  expect((await send('POST', `/invite/${token}/started`, started)).status).toBe(204)
  const before = await countsOf(first, token)
  expect(before).toEqual({ opened: 1, started: 1 })

  const stream = await fetch(`${first.url}/api/admin/stream`, { headers: as })
  const began = Date.now()
  const [text] = await Promise.all([stream.text(), first.stop()])
  expect(text).toContain('event: ready')
  // Requests that do not end are cut off after eight seconds.
  expect(Date.now() - began).toBeLessThan(6_000)

  const again = await foyer({}, { folder })
  expect(await countsOf(again, token)).toEqual(before)
})
