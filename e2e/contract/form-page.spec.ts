import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, givenLink, inSeconds, signupBody, tokens } from './support/given'
import { type Answer, send } from './support/send'

// A page rendered for one visitor is sent to others too (docs/decisions/0053): only what is the same for
// all of them, and only while it is up to date.

const givenForm = (fields = {}) => givenLink({ expiresAt: inSeconds(86_400), ...fields })

const open = (secret: string, headers: Record<string, string> = {}) =>
  send('GET', `/invite/${secret}`, { headers })

function ownOf(answer: Answer) {
  const [, nonce = ''] =
    /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '') ?? []
  const [, key = ''] = /name="formKey" value="([^"]+)"/.exec(answer.text) ?? []
  return { nonce, key, text: answer.text.replaceAll(nonce, '').replaceAll(key, '') }
}

test('everybody who opens a link gets the same page, with a nonce and a form key of their own', async () => {
  const { secret } = await givenForm()
  const first = await open(secret)
  const second = await open(secret)
  const [one, other] = [ownOf(first), ownOf(second)]
  expect([first.status, second.status]).toEqual([200, 200])
  expect(one.nonce).toHaveLength(22)
  expect(one.key).toHaveLength(36)
  expect(other.nonce).not.toBe(one.nonce)
  expect(other.key).not.toBe(one.key)
  expect(other.text).toBe(one.text)
  // Every script and style of the second page carries its own nonce.
  expect(second.text).not.toContain(one.nonce)
  const changing = [
    'content-length',
    'content-security-policy',
    'date',
    'link',
    'transfer-encoding',
  ]
  const lasting = (answer: Answer) =>
    [...answer.headers].filter(([name]) => !changing.includes(name))
  expect(lasting(second)).toEqual(lasting(first))
})

test('after each sign-up the page shows how many places are left, until none is', async () => {
  const { secret } = await givenForm({ maxUses: 2 })
  await open(secret)
  expect((await open(secret)).text).toContain('2 of 2')
  await call('POST', `/invite/${secret}/signup`, { body: signupBody() })
  expect((await open(secret)).text).toContain('1 of 2')
  expect((await open(secret)).text).toContain('1 of 2')
  await call('POST', `/invite/${secret}/signup`, { body: signupBody() })
  expect((await open(secret)).status).toBe(410)
})

test('once a link is revoked, its cached page is no longer sent', async () => {
  const { secret } = await givenForm()
  await open(secret)
  expect((await open(secret)).status).toBe(200)
  await call('DELETE', `${tokens}/${secret}`, { as: admin })
  expect((await open(secret)).status).toBe(410)
})

test('each visitor gets their own language and theme', async () => {
  const { secret } = await givenForm()
  const languages = ['en', 'de', 'ar']
  for (const round of [1, 2]) {
    for (const language of languages) {
      const { text } = await open(secret, {
        'accept-language': language,
        cookie: 'foyer-theme=dark',
      })
      expect(text, `round ${round}`).toContain(`<html lang="${language}"`)
      expect(text).toContain('data-theme="dark"')
    }
  }
  expect((await open(secret)).text).toContain('data-theme="auto"')
})
