import { unknownToken } from '../contract/support/given'
import { send } from '../contract/support/send'
import type { App } from '../support/app'
import { expect, test } from './support/foyer'

const limited = { TRUST_PROXY_HOPS: '1', INVALID_TOKEN_LIMIT_PER_MINUTE: '3' }

/** The statuses of six wrong tokens, sent from this machine, each with another X-Forwarded-For. */
async function guess({ url: base }: App): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < 6; n += 1) {
    const headers = { 'x-forwarded-for': `198.51.100.${n}` }
    const response = await send('GET', `/invite/${unknownToken}/validate`, { base, headers })
    statuses.push(response.status)
  }
  return statuses
}

// ATTACK 8, CHECKLIST 28
test('only a trusted proxy sets the client address: direct connections count as one client, whatever they claim', async ({
  foyer,
}) => {
  test.setTimeout(120_000)
  const [beside, proxy] = await Promise.all([
    foyer({ ...limited, TRUST_PROXY_FROM: '192.0.2.1, 10.0.0.0/8' }),
    foyer(limited),
  ])
  expect(await guess(beside)).toEqual([400, 400, 400, 429, 429, 429])
  expect(await guess(proxy)).toEqual([400, 400, 400, 400, 400, 400])
  expect(beside.output()).toContain('X-Forwarded-For is trusted only from 192.0.2.1, 10.0.0.0/8 ')
  expect(proxy.output()).toContain('trusted only from loopback, private and link-local addresses')
})
