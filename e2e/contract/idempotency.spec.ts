import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, inSeconds, signupBody, tokens } from './support/given'

const key = () => ({ 'idempotency-key': crypto.randomUUID() })

// CHECKLIST 12
test('a retried sign-up gets the same response without a session; another sign-up with its key gets a 409', async () => {
  const path = `/invite/${(await givenLink({ maxUses: 1 })).secret}/signup`
  const [body, headers] = [signupBody(), key()]
  const first = await call('POST', path, { body, headers })
  const again = await call('POST', path, { body, headers })
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
  expect([first.header('set-cookie') !== '', again.header('set-cookie')]).toEqual([true, ''])
  const other = await call('POST', path, { body: signupBody(), headers })
  expect(errorOf(other)).toBe('409 KeyReusedError')
  const malformed = await call('POST', path, { body, headers: { 'idempotency-key': 'a b' } })
  expect(errorOf(malformed)).toBe('400 BadDataError')
})

// CHECKLIST 12
test('a retried request to create a link returns the same link; another link with its key gets a 409', async () => {
  const body = { name: 'Once', expiresAt: inSeconds(3600) }
  const headers = key()
  const first = await call('POST', tokens, { body, as: admin, headers })
  const again = await call('POST', tokens, { body, as: admin, headers })
  expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
  expect(again.header('location')).toBe(first.header('location'))
  const other = await call('POST', tokens, { body: { ...body, name: 'Twice' }, as: admin, headers })
  expect(errorOf(other)).toBe('409 KeyReusedError')
})
