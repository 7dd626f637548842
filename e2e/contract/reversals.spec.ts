import { expect, test } from 'playwright/test'
import type { RollbackPreviewResponse, RollbackResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenLink,
  givenMember,
  pathsOf,
  signupBody,
  tokens,
} from './support/given'

async function givenVisited() {
  const link = await givenLink()
  const members = [await givenMember(link), await givenMember(link)]
  return { link, members, path: `${tokens}/${link.secret}/reversals` }
}

test('people who joined are previewed, removed, and restored', async () => {
  const { link, members, path } = await givenVisited()
  const preview = await call('GET', `${path}/preview?limit=1`, { as: admin })
  expect(preview.json<RollbackPreviewResponse>()).toMatchObject({ count: 2, kept: [] })
  expect(preview.json<RollbackPreviewResponse>().users).toHaveLength(1)
  const created = await call('POST', path, { as: admin, body: {} })
  expect([created.status, created.json<RollbackResponse>().count]).toEqual([201, 2])
  // CHECKLIST 48: ended within the one request.
  for (const { as } of members) {
    const me = await call('GET', '/api/admin/user', { as })
    expect(errorOf(me)).toBe('401 AuthenticationRequired')
  }
  const late = await call('POST', `/invite/${link.secret}/signup`, { body: signupBody() })
  expect(errorOf(late)).toBe('400 InvitePausedError')
  const { id } = created.json<RollbackResponse>()
  const list = await call('GET', path, { as: admin })
  expect(list.json<{ reversals: RollbackResponse[] }>().reversals).toMatchObject([{ id, count: 2 }])
  const back = await call('DELETE', `${path}/${id}`, { as: admin })
  expect(back.json<RollbackResponse>().revertedAt).not.toBeNull()
  const person = await call('GET', `/api/admin/user-admin/${members[0]?.user.id}`, { as: admin })
  expect(person.json()).toMatchObject({ enabled: true })
  expect(errorOf(await call('DELETE', `${path}/${id}`, { as: admin }))).toBe('404 NotFoundError')
})

// CHECKLIST 53
test('an invalid time, page or field is a 400', async () => {
  const { path } = await givenVisited()
  for (const query of ['since=yesterday', 'limit=0', 'cursor=x']) {
    const answer = await call('GET', `${path}/preview?${query}`, { as: admin })
    expect([errorOf(answer), pathsOf(answer)]).toEqual([
      '400 BadDataError',
      [`/query/${query.split('=')[0]}`],
    ])
  }
  expect(errorOf(await call('GET', `${path}?limit=0`, { as: admin }))).toBe('400 BadDataError')
  const body = { since: '2026-01-01', pause: 'no', userIds: [1] }
  const answer = await call('POST', path, { as: admin, body })
  expect(pathsOf(answer)).toEqual(['/body/since', '/body/pause', '/body/userIds'])
})

test('needs ADMIN', async () => {
  const { path, members } = await givenVisited()
  for (const address of [path, `${path}/preview`]) {
    expect(errorOf(await call('GET', address))).toBe('401 AuthenticationRequired')
    const answer = await call('GET', address, { as: members[0]?.as ?? {} })
    expect(errorOf(answer)).toBe('403 PermissionError')
  }
})
