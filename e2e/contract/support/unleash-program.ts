/**
 * A program as somebody who uses Unleash would write it: it knows Unleash's description and nothing of Foyer.
 * `api.ts` beside it is generated from that description.
 */
export const unleashProgram = `
import createClient from 'openapi-fetch'
import type { paths } from './api'

const { UNLEASH_URL: baseUrl = '', UNLEASH_TOKEN: authorization = '' } = process.env
const unleash = createClient<paths>({ baseUrl, headers: { authorization } })
const in48Hours = () => new Date(Date.now() + 48 * 3600e3).toISOString()

const created = await unleash.POST('/api/admin/invite-link/tokens', {
  body: { name: 'From a script for Unleash', expiresAt: in48Hours() },
})
if (!created.data) throw new Error(created.error.message)
const path = { token: created.data.secret }

const valid = await unleash.GET('/invite/{token}/validate', { params: { path } })
const joined = await unleash.POST('/invite/{token}/signup', {
  params: { path },
  body: { email: 'ada+unleash@example.org', name: 'Ada Lovelace', password: 'correct horse battery' },
})
const twice = await unleash.POST('/invite/{token}/signup', {
  params: { path },
  body: { email: 'ada+unleash@example.org', name: 'Ada Lovelace', password: 'correct horse battery' },
})
const read = await unleash.GET('/api/admin/invite-link/tokens/{token}', { params: { path } })
const listed = await unleash.GET('/api/admin/invite-link/tokens')
const paused = await unleash.PUT('/api/admin/invite-link/tokens/{token}', {
  params: { path },
  body: { enabled: false, expiresAt: in48Hours() },
})
const over = await unleash.GET('/invite/{token}/validate', { params: { path } })

console.info(JSON.stringify({
  statuses: [created, valid, joined, twice, read, listed, paused, over].map(({ response }) => response.status),
  location: created.response.headers.get('location') === 'tokens/' + path.token,
  role: joined.data?.rootRole === created.data.role.id,
  users: read.data?.users?.map(({ name }) => name),
  listed: listed.data?.tokens.some(({ secret }) => secret === path.token),
  enabled: paused.data?.enabled,
  error: twice.error?.details?.map(({ path }) => path),
}))
`
