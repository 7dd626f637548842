import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, givenLink, givenMember, signupBody, tokens } from './support/given'
import { type Credential, send } from './support/send'

const users = '/api/admin/user-admin'

type Export = {
  email: string
  role: string
  joined: Record<string, unknown>
  events: { type: string; by: string; data: unknown; address: string | null }[]
}

async function fileOf(as: Credential): Promise<{ text: string; file: Export }> {
  const { status, text } = await send('GET', '/account/export', { as })
  expect(status).toBe(200)
  return { text, file: JSON.parse(text) }
}

// ATTACK 19
test('the export of a person’s data says what happened to them, without link names or administrators', async () => {
  const label = `Probation ${randomUUID()}`
  const link = await givenLink({ name: label })
  const member = await givenMember(link)
  const boss = await givenMember('Admin')
  const path = `${users}/${member.user.id}`
  await call('PUT', path, { as: admin, body: { name: 'New Name' } })
  await call('PUT', path, { as: boss.as, body: { rootRole: 'Editor' } })
  const login = { username: member.user.email, password: 'correct horse battery' }
  const signedIn = await call('POST', '/auth/simple/login', { body: login })
  const as = { cookie: signedIn.header('set-cookie').split(';')[0] ?? '' }
  const again = { ...signupBody(), email: member.user.email }
  await call('POST', `/invite/${link.secret}/signup`, { body: again })
  const { text, file } = await fileOf(as)
  const secrets = [label, link.secret, 'admin token', boss.user.email, boss.user.name]
  for (const secret of secrets.filter((one) => one !== member.user.name)) {
    expect(text).not.toContain(secret)
  }
  expect(text).not.toMatch(/signupTokenId|actor|version|[Hh]ash|reversal|endedAt|revokedAt/)
  expect(file).toMatchObject({ email: member.user.email, role: 'Editor' })
  expect(Object.keys(file.joined)).toEqual(['at'])
  const reported = file.events.map(({ type, by, data }) => [type, by, data])
  expect(reported).toEqual(
    expect.arrayContaining([
      ['public-signup-token-user-added', 'you', {}],
      ['user-updated', 'an administrator', { name: 'changed' }],
      ['user-updated', 'an administrator', { roleId: { from: 3, to: 2 } }],
      ['user-signed-in', 'you', {}],
    ]),
  )
  for (const { by, address } of file.events) {
    if (by !== 'you') expect(address).toBeNull()
  }
})

// ATTACK 19
test('the export of an administrator’s data names no links and no other people', async () => {
  const boss = await givenMember('Admin')
  const name = `Secret ${randomUUID()}`
  const link = await givenLink({ name })
  const other = await givenMember(link)
  await call('PUT', `${tokens}/${link.secret}`, { as: boss.as, body: { name: `${name} 2` } })
  await call('PUT', `${users}/${other.user.id}`, { as: boss.as, body: { enabled: false } })
  const { text, file } = await fileOf(boss.as)
  for (const secret of [name, other.user.email, link.secret]) expect(text).not.toContain(secret)
  const changes = file.events.filter(({ type }) => type.endsWith('-updated'))
  expect(changes.map(({ type, by, data }) => [type, by, data])).toEqual([
    ['public-signup-token-updated', 'you', {}],
    ['user-updated', 'you', {}],
  ])
})
