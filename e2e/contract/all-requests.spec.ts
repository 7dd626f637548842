import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { AnyRequestResponse, SignupTokenResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import { admin, errorOf, givenLink, pathsOf, signupBody, tokens } from './support/given'

const requests = '/api/admin/invite-link/requests'

/** A new invite request, found in the list by its email address. */
async function givenRequest(): Promise<AnyRequestResponse> {
  const { secret } = await givenLink()
  await call('DELETE', `${tokens}/${secret}`, { as: admin })
  const email = `${randomUUID()}@example.org`
  await call('POST', `/invite/${secret}/request`, { body: { email } })
  return await find(email)
}

async function find(email: string): Promise<AnyRequestResponse> {
  const answer = await call('GET', `${requests}?state=all&q=${email}`, { as: admin })
  const [request] = answer.json<{ requests: AnyRequestResponse[] }>().requests
  if (!request) throw new Error(`Nobody asked as ${email}.`)
  return request
}

// CHECKLIST U16
test('an invite request is answered with a link for one person; the answer can be undone until somebody joins', async () => {
  const { id, email, link } = await givenRequest()
  const answered = await call('POST', `${requests}/${id}/answer`, { as: admin })
  const fresh = answered.json<SignupTokenResponse>()
  expect([answered.status, fresh.maxUses, fresh.name]).toEqual([
    201,
    1,
    `Fresh invite: ${link.name}`,
  ])
  const again = await call('POST', `${requests}/${id}/answer`, { as: admin })
  expect([again.status, again.json<SignupTokenResponse>().secret]).toEqual([201, fresh.secret])
  expect(await find(email)).toMatchObject({ state: 'answered', answer: { secret: fresh.secret } })
  const open = { body: { state: 'open' }, as: admin }
  expect((await call('PUT', `${requests}/${id}`, open)).status).toBe(200)
  const second = await call('POST', `${requests}/${id}/answer`, { as: admin })
  const { secret } = second.json<SignupTokenResponse>()
  const joined = await call('POST', `/invite/${secret}/signup`, { body: signupBody() })
  expect(joined.status).toBe(201)
  expect(errorOf(await call('PUT', `${requests}/${id}`, open))).toBe('409 RequestAnsweredError')
})

test('invite requests are dismissed one by one or together; those already dismissed do not change', async () => {
  const [one, two] = [await givenRequest(), await givenRequest()]
  const path = `${requests}/${one.id}`
  const dismissed = await call('PUT', path, { body: { state: 'dismissed' }, as: admin })
  expect(dismissed.json()).toMatchObject({ id: one.id, state: 'dismissed' })
  const body = { state: 'dismissed', ids: [one.id, two.id] }
  const many = await call('PUT', requests, { body, as: admin })
  expect(many.json()).toEqual({ changed: [two.id] })
})

test('an unknown state or an empty list of ids is a 400 on its field', async () => {
  const { id } = await givenRequest()
  const one = await call('PUT', `${requests}/${id}`, { body: { state: 'answered' }, as: admin })
  expect([errorOf(one), pathsOf(one)]).toEqual(['400 BadDataError', ['/body/state']])
  const many = await call('PUT', requests, { body: { state: 'open', ids: [] }, as: admin })
  expect([errorOf(many), pathsOf(many)]).toEqual(['400 BadDataError', ['/body/ids']])
  const list = await call('GET', `${requests}?state=closed`, { as: admin })
  expect([errorOf(list), pathsOf(list)]).toEqual(['400 BadDataError', ['/query/state']])
})
