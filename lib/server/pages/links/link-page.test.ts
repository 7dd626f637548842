import { beforeEach, expect, test } from 'vitest'
import {
  PUT as putLink,
  DELETE as revokeLink,
} from '@/app/api/admin/invite-link/tokens/[token]/route'
import { getDb } from '@/lib/server/db/db'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { linkMembers, linkRequests, readLinkTab, whoStopped } from './link-page'
import { findLinkById, linkView } from './link-view'

beforeEach(emptyDatabase)

async function givenMember(signupTokenId: string, name: string, enabled = true) {
  const { id } = await givenUser({ name })
  await getDb().user.update({ where: { id }, data: { enabled } })
  await getDb().signupTokenUse.create({ data: { signupTokenId, userId: id } })
}

async function givenDeleted(signupTokenId: string, count: number) {
  const data = Array.from({ length: count }, () => ({ signupTokenId }))
  await getDb().signupTokenUse.createMany({ data })
}

const namesOf = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name)

test('who joined is told with whether they can still sign in; a deleted person keeps the place', async () => {
  const { id } = await givenLink()
  await givenMember(id, 'Ada')
  await givenMember(id, 'Bob', false)
  await givenDeleted(id, 1)
  const { items } = await linkMembers(id, {})
  expect(items.map(({ name, enabled, userId }) => [name, enabled, userId === null])).toEqual([
    ['', false, true],
    ['Bob', false, false],
    ['Ada', true, false],
  ])
})

test('a search finds members of this link only', async () => {
  const [one, two] = [await givenLink(), await givenLink()]
  await givenMember(one.id, 'Ada Lovelace')
  await givenMember(one.id, 'Bob')
  await givenMember(two.id, 'Ada Other')
  expect(namesOf(await linkMembers(one.id, { q: 'ada' }))).toEqual(['Ada Lovelace'])
})

test('the next page has the rest, and leads back to the first', async () => {
  const { id } = await givenLink()
  await givenMember(id, 'Ada')
  await givenDeleted(id, 25)
  const first = await linkMembers(id, {})
  expect(first.items).toHaveLength(25)
  expect(first.previousCursor).toBeNull()
  const next = await linkMembers(id, { cursor: String(first.nextCursor) })
  expect(namesOf(next)).toEqual(['Ada'])
  expect(next.nextCursor).toBeNull()
  const back = await linkMembers(id, { before: String(next.previousCursor) })
  expect(back.items).toEqual(first.items)
  expect(back.previousCursor).toBeNull()
})

test('a cursor or a tab that is none counts as missing', async () => {
  const { id } = await givenLink()
  await givenMember(id, 'Ada')
  expect(namesOf(await linkMembers(id, { cursor: 'x', before: '-1' }))).toEqual(['Ada'])
  expect(readLinkTab('nothing')).toBe('people')
  expect(readLinkTab('activity')).toBe('activity')
})

test('a link that is paused or revoked tells who did it last; an open one, nothing', async () => {
  const [ada, bob] = [await givenAdmin(), await givenAdmin()]
  const { id, token } = await givenLink()
  const put = async ({ id: userId }: { id: number }, body: object) => {
    const sent = request('PUT', '/', { cookie: await cookieFor(userId), body })
    expect((await putLink(sent, params({ token }))).status).toBe(200)
  }
  const stopped = async () => {
    const row = await findLinkById(id)
    return row && (await whoStopped(linkView(row)))?.by
  }
  expect(await stopped()).toBeUndefined()
  await put(ada, { enabled: false })
  await put(bob, { name: 'Renamed' })
  expect(await stopped()).toBe(ada.name)
  await put(ada, { enabled: true })
  expect(await stopped()).toBeUndefined()
  await put(bob, { enabled: false })
  expect(await stopped()).toBe(bob.name)
  const cookie = await cookieFor(ada.id)
  await revokeLink(request('DELETE', '/', { cookie }), params({ token }))
  expect(await stopped()).toBe(ada.name)
  await getDb().user.delete({ where: { id: ada.id } })
  expect(await stopped()).toBeNull()
})

test('the requests of a link are counted in every state', async () => {
  const { id: signupTokenId } = await givenLink()
  const states = ['open', 'dismissed', 'open'] as const
  const data = states.map((state, at) => ({ signupTokenId, state, email: `${at}@example.org` }))
  await getDb().inviteRequest.createMany({ data })
  expect((await linkRequests(signupTokenId, {})).total).toBe(3)
})
