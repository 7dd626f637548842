import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, givenMember, signupBody } from './support/given'
import { appUrl, type Credential } from './support/send'

/** A stream as a browser reads it; the server may compress it. */
async function watch(as: Credential) {
  const response = await fetch(`${appUrl()}/api/admin/stream`, {
    headers: { ...as, 'accept-encoding': 'gzip, br' },
  })
  expect(response.status).toBe(200)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (part: string) => {
    while (!text.includes(part)) {
      const { done, value = '' } = (await reader?.read()) ?? { done: true }
      expect(done, `${part} in ${text}`).toBe(false)
      text += value
    }
    return text
  }
  const end = async () => {
    for (;;) if ((await reader?.read())?.done ?? true) return
  }
  await until('event: ready')
  return { response, until, end, close: async () => await reader?.cancel() }
}

test('a sign-up is streamed within three seconds, uncompressed and never cached', async () => {
  const { response, until, close } = await watch(admin)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  const link = await givenLink()
  const began = Date.now()
  const { user } = await givenMember(link)
  const text = await until(`"userId":${user.id}}`)
  expect(Date.now() - began).toBeLessThan(3_000)
  expect(text).not.toContain(link.secret)
  expect(text).not.toContain(signupBody().name)
  await close()
})

// CHECKLIST 71
test('signing out ends the stream', async () => {
  const { as } = await givenMember('Admin')
  const { end } = await watch(as)
  expect((await call('POST', '/logout', { as })).status).toBe(302)
  await end()
})

test('a client that disconnects frees its place for another stream', async () => {
  const { as } = await givenMember('Admin')
  const visit = async () => {
    const response = await fetch(`${appUrl()}/api/admin/stream`, { headers: { ...as } })
    await response.body?.cancel()
    return response.status
  }
  for (const _ of Array(10).keys()) await expect.poll(visit).toBe(200)
})

test('an invalid cursor is a 400', async () => {
  const response = await call('GET', '/api/admin/stream?cursor=x', { as: admin })
  expect(errorOf(response)).toBe('400 BadDataError')
})
