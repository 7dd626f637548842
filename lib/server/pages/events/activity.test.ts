import { beforeEach, expect, test } from 'vitest'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { linesOf } from '@/lib/event-lines'
import { getDb } from '@/lib/server/db/db'
import { recordEvent, system } from '@/lib/server/events/events'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink, givenUser, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { activityPage, linkActivity, personActivity } from './activity'
import { readEventSearch } from './event-search'

beforeEach(emptyDatabase)

test('a sign-up is one line, on the page of the link and of the person, by name', async () => {
  const link = await givenLink()
  const body = signupBody()
  await signUp(request('POST', '/', { body }), params({ token: link.token }))
  const person = await getDb().user.findUniqueOrThrow({ where: { email: body.email } })
  const lines = linesOf(await linkActivity(link.id))
  expect(lines.map(({ sentence }) => sentence.key)).toEqual(['joined', 'linkCreated'])
  expect(lines[0]?.events[0]).toMatchObject({
    actor: { id: person.id, name: body.name },
    person: { id: person.id, name: body.name },
    link: { id: link.id, name: link.name },
  })
  expect(linesOf(await personActivity(person.id)).map(({ sentence }) => sentence.key)).toEqual([
    'joined',
  ])
})

test('who is deleted has no name any more, and the app has its own', async () => {
  const actor = { userId: 999, name: 'x' }
  await recordEvent(getDb(), { type: 'user-signed-in', actor, userId: 999 })
  await recordEvent(getDb(), { type: 'settings-updated', actor: system })
  const { events } = await activityPage({ limit: 10 })
  expect(events.map(({ actor: by }) => by)).toEqual([
    { id: null, name: 'Foyer' },
    { id: 999, name: null },
  ])
})

async function problemsOf(query: Record<string, string>): Promise<string[]> {
  const { problems } = await readEventSearch(new URLSearchParams(query))
  return problems.map(({ key }) => key)
}

test('a text that finds nobody or too many is a problem, and never all events', async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await givenUser({ name: `Same Name ${n}` })
    await givenLink({ name: `Same Link ${n}` })
  }
  expect(await problemsOf({ person: 'Nobody Here' })).toEqual(['personUnknown'])
  expect(await problemsOf({ person: 'Same Name' })).toEqual(['personMany'])
  expect(await problemsOf({ person: 'Same Name 3' })).toEqual([])
  expect(await problemsOf({ link: 'Same Link' })).toEqual(['linkMany'])
  expect(await problemsOf({ link: '.' })).toEqual(['linkUnknown'])
  expect(await problemsOf({ type: 'link-moved' })).toEqual(['typeUnknown'])
  expect(await problemsOf({ from: '2030-02-31x' })).toEqual(['dateInvalid'])
})

test('the link of the first administrator is not found by its name', async () => {
  await givenLink({ name: 'First administrator', bootstrap: true })
  expect(await problemsOf({ link: 'First' })).toEqual(['linkUnknown'])
})

test('an address of a link is shown by its id, so that no token stands in an address', async () => {
  const link = await givenLink()
  const url = `https://foyer.test/invite/${link.token}`
  const { search } = await readEventSearch(new URLSearchParams({ link: url }))
  expect(search.link).toBe(link.id)
})
