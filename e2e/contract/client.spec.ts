import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { createClient } from '@/client/client'
import { adminToken } from '../support/app'
import { inSeconds, signupBody, unknownToken } from './support/given'
import { appUrl } from './support/send'

const base = '/api/admin/invite-link/tokens'

test('the typed client creates a link, signs somebody up through it, lists them and changes the link', async () => {
  const foyer = createClient({ url: appUrl(), token: adminToken })
  const anybody = createClient({ url: appUrl() })
  const created = await foyer.POST(base, {
    body: { name: 'Rowing club', expiresAt: inSeconds(3600), maxUses: 2 },
  })
  if (created.error) throw new Error(created.error.message)
  const path = { token: created.data.secret }

  const valid = await anybody.GET('/invite/{token}/validate', { params: { path } })
  expect([valid.response.status, valid.data]).toEqual([200, undefined])

  const body = signupBody({ name: 'Grace Hopper' })
  const joined = await anybody.POST('/invite/{token}/signup', { params: { path }, body })
  expect([joined.response.status, joined.data]).toEqual([
    201,
    expect.objectContaining({ name: 'Grace Hopper', email: body.email, rootRole: 3 }),
  ])

  const members = await foyer.GET(`${base}/{token}/users`, { params: { path } })
  expect(members.data?.users.map(({ email }) => email)).toEqual([body.email])
  const listed = await foyer.GET(base, { params: { query: { limit: 1000, state: 'open' } } })
  expect(listed.data?.tokens.map(({ secret }) => secret)).toContain(path.token)

  const updated = await foyer.PUT(`${base}/{token}`, {
    params: { path },
    body: { enabled: false, show: { title: 'Rowing' } },
  })
  expect(updated.data).toMatchObject({ state: 'paused', useCount: 1, show: { title: 'Rowing' } })
})

test('the typed client gives the name and the details of an error', async () => {
  const foyer = createClient({ url: `${appUrl()}/`, token: `Bearer ${adminToken}` })
  const invalid = await foyer.POST(base, { body: { name: ' ', expiresAt: 'tomorrow' } })
  expect(invalid.data).toBeUndefined()
  expect(invalid.error?.name).toBe('BadDataError')
  expect(invalid.error?.details.map(({ path }) => path)).toEqual(['/body/name', '/body/expiresAt'])
  const params = { path: { token: unknownToken } }
  const missing = await foyer.GET(`${base}/{token}`, { params })
  expect([missing.response.status, missing.error?.name]).toEqual([404, 'NotFoundError'])
  const refused = await createClient({ url: appUrl() }).GET(base)
  expect(refused.error).toMatchObject({ name: 'AuthenticationRequired', type: 'password' })
})

test('the client example runs unchanged', async () => {
  const { PATH } = process.env
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'client/example.ts'],
    {
      env: { PATH, NODE_ENV: 'test', FOYER_URL: appUrl(), FOYER_TOKEN: adminToken },
    },
  )
  expect(stdout).toMatch(/^Share http:\/\/localhost:\d+\/invite\/[\w-]{32}\n$/)
})
