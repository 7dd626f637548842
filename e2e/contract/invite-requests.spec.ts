import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, givenMember, pathsOf, tokens } from './support/given'

async function givenRevokedLink() {
  const link = await givenLink()
  await call('DELETE', `${tokens}/${link.secret}`, { as: admin })
  return link
}

async function requestsOf(link: { secret: string }, query = '') {
  const response = await call('GET', `${tokens}/${link.secret}/requests${query}`, { as: admin })
  expect(response.status).toBe(200)
  return response.json<{ requests: { id: number; email: string }[]; nextCursor: number | null }>()
}

// CHECKLIST U16
test('an invite request for a revoked link is listed at that link, once per email address', async () => {
  const link = await givenRevokedLink()
  for (const email of ['ada@example.org', ' ADA@example.org ', 'bob@example.org']) {
    const response = await call('POST', `/invite/${link.secret}/request`, { body: { email } })
    expect([response.status, response.text]).toEqual([201, '{}'])
  }
  const { requests } = await requestsOf(link)
  expect(requests.map(({ email }) => email)).toEqual(['bob@example.org', 'ada@example.org'])
  const first = await requestsOf(link, '?limit=1')
  const second = await requestsOf(link, `?limit=1&cursor=${first.nextCursor}`)
  expect([first.requests[0]?.email, second.requests[0]?.email, second.nextCursor]).toEqual([
    'bob@example.org',
    'ada@example.org',
    null,
  ])
})

test('an open or unknown link accepts no invite requests', async () => {
  const open = await givenLink()
  for (const token of [open.secret, 'A'.repeat(32), 'nonsense']) {
    const body = { email: 'ada@example.org' }
    const response = await call('POST', `/invite/${token}/request`, { body })
    expect(errorOf(response)).toBe('400 InviteInvalidError')
  }
})

test('the plain form redirects to the page of the link, with any error', async () => {
  const { secret } = await givenRevokedLink()
  const post = (raw: string) =>
    call('POST', `/invite/${secret}/request`, {
      raw,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  const good = await post('email=ada%40example.org')
  expect([good.status, good.header('location')]).toEqual([303, `/invite/${secret}?asked`])
  const bad = await post('email=nowhere')
  const location = `/invite/${secret}?error=email.emailInvalid#problems`
  expect([bad.status, bad.header('location')]).toEqual([303, location])
})

test('an invalid email address and an unknown field are each reported with their path', async () => {
  const { secret } = await givenRevokedLink()
  const body = { email: 'nowhere', name: 'Ada' }
  const response = await call('POST', `/invite/${secret}/request`, { body })
  expect(pathsOf(response)).toEqual(['/body/email', '/body/name'])
})

test('only administrators see invite requests', async () => {
  const { secret } = await givenRevokedLink()
  const path = `${tokens}/${secret}/requests`
  expect(errorOf(await call('GET', path))).toBe('401 AuthenticationRequired')
  const { as } = await givenMember()
  expect(errorOf(await call('GET', path, { as }))).toBe('403 PermissionError')
})

test('an invalid limit or cursor is a 400', async () => {
  const { secret } = await givenRevokedLink()
  for (const query of ['limit=0', 'limit=1001', 'cursor=next']) {
    const path = `${tokens}/${secret}/requests?${query}`
    expect(errorOf(await call('GET', path, { as: admin }))).toBe('400 BadDataError')
  }
})

// ATTACK 14
test('administrators delete one invite request or all of a link; deleting twice or through another link is a 404', async () => {
  const [link, other] = [await givenRevokedLink(), await givenRevokedLink()]
  for (const { secret } of [link, other]) {
    for (const email of ['ada@example.org', 'bob@example.org', 'eve@example.org']) {
      await call('POST', `/invite/${secret}/request`, { body: { email } })
    }
  }
  const { requests } = await requestsOf(link)
  const [eve, bob] = requests
  const path = `${tokens}/${link.secret}/requests`
  const remove = (where: string) => call('DELETE', where, { as: admin })
  expect(await remove(`${path}/${bob?.id}`)).toMatchObject({ status: 200, text: '' })
  expect(errorOf(await remove(`${path}/${bob?.id}`))).toBe('404 NotFoundError')
  const elsewhere = `${tokens}/${other.secret}/requests/${eve?.id}`
  expect(errorOf(await remove(elsewhere))).toBe('404 NotFoundError')
  expect(errorOf(await remove(`${path}/none`))).toBe('404 NotFoundError')
  const left = async (one: { secret: string }) =>
    (await requestsOf(one)).requests.map(({ email }) => email)
  expect(await left(link)).toEqual(['eve@example.org', 'ada@example.org'])
  expect(await remove(path)).toMatchObject({ status: 200, text: '' })
  expect(await left(link)).toEqual([])
  expect(await left(other)).toHaveLength(3)
  expect((await remove(path)).status).toBe(200)
  const query = `token=${link.secret}&type=invite-request-deleted`
  const response = await call('GET', `/api/admin/events?${query}`, { as: admin })
  const { events } = response.json<{ events: { data: unknown }[] }>()
  expect(events.map(({ data }) => data)).toEqual([{ requests: 2 }, { requests: 1 }])
  expect(response.text).not.toContain('bob@example.org')
})
