import { beforeEach, expect, test } from 'vitest'
import { docsPages, startPage } from '@/lib/server/docs/pages'
import { findVotes } from '@/lib/server/docs/votes/votes'
import { from, many, someone, statuses } from '@/lib/testing/clients'
import { dumpDatabase, emptyDatabase } from '@/lib/testing/databases'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'
import { POST } from './route'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function vote(page: string, body = 'helpful=yes', headers: Record<string, string> = {}) {
  const path = `/docs/vote?${new URLSearchParams({ page })}`
  const all = { ...form, ...from(someone()), ...headers }
  return await POST(request('POST', path, { body, headers: all }), params({}))
}

beforeEach(emptyDatabase)

test('an answer is counted on its page and leads back to it, with no cookie', async () => {
  const seen = []
  for (const answer of ['yes', 'no', 'yes']) {
    const response = await vote('/docs/guides/errors', `helpful=${answer}`)
    seen.push([response.status, response.headers.get('location')])
    expect(response.headers.get('set-cookie')).toBeNull()
  }
  const back = '/docs/guides/errors?helpful='
  expect(seen).toEqual([
    [303, `${back}yes#thanks`],
    [303, `${back}no#thanks`],
    [303, `${back}yes#thanks`],
  ])
  const [errors, other] = docsPages().filter(({ path }) =>
    ['/docs/guides/errors', '/docs/guides/securing'].includes(path),
  )
  expect(errors && (await findVotes(errors))).toEqual({ helpful: 2, total: 3 })
  expect(other && (await findVotes(other))).toBeNull()
})

test('every page takes answers', async () => {
  const responses = await Promise.all(docsPages().map(({ path }) => vote(path)))
  expect(responses.filter(({ status }) => status !== 303)).toEqual([])
})

test('of thirty people who vote at once, thirty are counted', async () => {
  const votes = many(30, 0).map((_, n) => vote('/docs', n % 3 === 0 ? 'helpful=no' : 'helpful=yes'))
  expect((await Promise.all(votes)).map(({ status }) => status)).toEqual(many(30, 303))
  expect(await findVotes(startPage)).toEqual({ helpful: 20, total: 30 })
})

test('besides the count of the client, it costs one statement', async () => {
  const sent = await statementsOf(() => vote('/docs'))
  expect(sent.filter((text) => !text.includes('RateLimit'))).toEqual([
    expect.stringMatching(/^\s*INSERT INTO "DocsVote"/),
  ])
})

test('an unknown page is a 404 and stores nothing', async () => {
  for (const page of ['', '/', '/docs/', '/docs/nothing', '/docs/guides/errors.md', '/docs/vote']) {
    const response = await vote(page)
    expect([page, response.status, (await response.json()).name]).toEqual([
      page,
      404,
      'NotFoundError',
    ])
  }
  expect((await dumpDatabase()).filter((value) => value.startsWith('/'))).toEqual([])
})

test('anything but yes or no is not counted', async () => {
  for (const body of ['', 'helpful=', 'helpful=maybe', 'helpful=yes&more=1']) {
    const { status, headers } = await vote('/docs', body)
    expect([status, headers.get('location')]).toEqual([303, '/docs?error=BadDataError#problems'])
  }
  expect(await findVotes(startPage)).toBeNull()
})

// CHECKLIST 26
test('a client over the limit is led back to the page and not counted', async () => {
  const address = from(someone())
  expect(await statuses(30, () => vote('/docs', 'helpful=yes', address))).toEqual(many(30, 303))
  const { status, headers } = await vote('/docs', 'helpful=yes', address)
  expect([status, headers.get('location')]).toEqual([303, '/docs?error=RateLimitError#problems'])
  const unknown = await vote('/docs/nothing', 'helpful=yes', address)
  expect([unknown.status, unknown.headers.get('ratelimit-limit')]).toEqual([429, '30'])
  expect(await findVotes(startPage)).toEqual({ helpful: 30, total: 30 })
})

// CHECKLIST 49
test('a form from another site is a 403 and not counted', async () => {
  const refused = await vote('/docs', 'helpful=yes', { 'sec-fetch-site': 'cross-site' })
  expect([refused.status, (await refused.json()).name]).toEqual([403, 'CrossSiteError'])
  expect(await findVotes(startPage)).toBeNull()
})
