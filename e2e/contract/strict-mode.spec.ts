import { expect, givenLink, test } from '../faults/support/foyer'
import type { App } from '../support/app'
import { type Checked, call } from './support/call'
import { admin, errorOf, password, signupBody, tokens } from './support/given'
import { send } from './support/send'

type Body = Record<string, unknown>

/** The whole response except its date and the id of its request. */
function whole({ status, headers, text }: Checked): string {
  const reported = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id')
  return JSON.stringify({ status, reported, text })
}

/** Sign-ups at a link of the app, each checked against the OpenAPI document. */
function joining({ url: base }: App, secret: string) {
  const path = `/invite/${secret}/signup`
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return {
    json: (body: Body, headers = {}) => call('POST', path, { base, body, headers }),
    form: (body: Record<string, string>) =>
      call('POST', path, { base, raw: String(new URLSearchParams(body)), headers: type }),
  }
}

// CHECKLIST 31, 32
test('in strict mode a new address, a registered one and a taken username get the same documented 202, byte for byte', async ({
  foyer,
}) => {
  test.setTimeout(120_000)
  const app = await foyer({ SIGNUP_STRICT: 'true' })
  const base = app.url
  const secret = await givenLink(app, { maxUses: 50 })
  const { json, form } = joining(app, secret)
  const owner = signupBody()
  const first = await json(owner)
  expect([first.status, first.text, first.header('set-cookie')]).toEqual([202, '{}', ''])
  expect(first.header('cache-control')).toContain('no-store')
  const login = async (username: string, secretWord: string) => {
    const body = { username, password: secretWord }
    return (await call('POST', '/auth/simple/login', { base, body })).status
  }
  expect(await login(owner.email, password)).toBe(200)

  const impostor = 'the word of an impostor'
  const key = { 'idempotency-key': crypto.randomUUID() }
  const known = { 'idempotency-key': crypto.randomUUID() }
  const [stranger, again] = [signupBody(), signupBody({ email: owner.email, password: impostor })]
  const responses = [
    await json(again),
    await json(signupBody({ username: 'ada' })),
    await json(signupBody({ username: 'ada' })),
    await json(again, known),
    await json(again, known),
    await json(stranger, key),
    await json(stranger, key),
  ]
  expect(new Set(responses.map(whole))).toEqual(new Set([whole(first)]))
  expect(errorOf(await json(signupBody(), key))).toBe('409 KeyReusedError')
  const forms = [await form(signupBody()), await form(signupBody({ email: owner.email }))]
  expect(new Set(forms.map(whole)).size).toBe(1)
  expect(forms[0]?.header('location')).toBe('/login?joined&next=%2Fwelcome')
  expect([await login(owner.email, impostor), await login(owner.email, password)]).toEqual([
    401, 200,
  ])

  const link = (await call('GET', `${tokens}/${secret}`, { base, as: admin })).json()
  expect(link).toMatchObject({ useCount: 5, maxUses: 50 })
  const page = await send('GET', `/invite/${secret}`, { base })
  // What is random may hold any number: nonces, the token, names of files, 16 characters or more.
  const fixed = page.text.replaceAll(/[\w+/=~.-]{16,}/g, '')
  expect([page.status, fixed.includes('Places'), /\b45\b/.test(fixed)]).toEqual([200, false, false])
  const query = '/api/admin/events?type=user-signup-attempted'
  const { events } = (await call('GET', query, { base, as: admin })).json<{ events: Body[] }>()
  expect(events).toMatchObject([{ createdBy: 'Somebody', user: { email: owner.email }, data: {} }])
})
