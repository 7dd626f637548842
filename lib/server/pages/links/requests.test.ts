import { beforeEach, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink } from '@/lib/testing/factories'
import { linkRequests } from './link-page'
import { requestsPage } from './requests'

beforeEach(emptyDatabase)

async function givenRequests(signupTokenId: string, state: string, emails: string[]) {
  await getDb().inviteRequest.createMany({
    data: emails.map((email) => ({ signupTokenId, state, email })),
  })
}

const emailsOf = ({ items }: { items: { email: string }[] }) => items.map(({ email }) => email)

test('the inbox shows the open requests of all links, and counts every state', async () => {
  const [one, two] = [await givenLink(), await givenLink()]
  await givenRequests(one.id, 'open', ['a@example.org'])
  await givenRequests(two.id, 'open', ['b@example.org'])
  await givenRequests(two.id, 'dismissed', ['c@example.org'])
  const page = await requestsPage(new URLSearchParams())
  expect(emailsOf(page)).toEqual(['b@example.org', 'a@example.org'])
  expect(page.counts).toEqual({ open: 2, answered: 0, dismissed: 1 })
  const dismissed = await requestsPage(new URLSearchParams({ state: 'dismissed' }))
  expect(emailsOf(dismissed)).toEqual(['c@example.org'])
})

test('a state that is none shows the open requests', async () => {
  const { id } = await givenLink()
  await givenRequests(id, 'open', ['a@example.org'])
  const page = await requestsPage(new URLSearchParams({ state: 'lost' }))
  expect(page).toMatchObject({ state: 'open', problem: null })
  expect(emailsOf(page)).toEqual(['a@example.org'])
})

test('the page of a link shows its own requests, in every state', async () => {
  const [one, two] = [await givenLink(), await givenLink()]
  await givenRequests(one.id, 'open', ['a@example.org'])
  await givenRequests(one.id, 'dismissed', ['b@example.org'])
  await givenRequests(two.id, 'open', ['c@example.org'])
  expect(emailsOf(await linkRequests(one.id, {}))).toEqual(['b@example.org', 'a@example.org'])
})
