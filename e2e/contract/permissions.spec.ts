import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { EventResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import { admin, givenLink, givenMember, givenPersonalToken, type Member } from './support/given'
import { type Answer, type Credential, send } from './support/send'

// CHECKLIST 55: every admin page and endpoint × everybody without permission. The list comes from the
// folders of app/, so that a new page or route is tested without a change here.

const app = join(import.meta.dirname, '..', '..', 'app')
const areas = ['admin', 'api/admin', 'account']

type Target = {
  /** As in the folders: `/admin/links/[id]`. */
  path: string
  kind: 'page' | 'route'
  method: string
}

function targetsIn(area: string): Target[] {
  const files = readdirSync(join(app, area), { recursive: true, encoding: 'utf8' })
  return files.flatMap((file): Target[] => {
    const path = `/${join(area, file).replace(/\/?(page\.tsx|route\.ts)$/, '')}`
    if (/(^|\/)page\.tsx$/.test(file)) return [{ path, kind: 'page', method: 'GET' }]
    if (!/(^|\/)route\.ts$/.test(file)) return []
    const source = readFileSync(join(app, area, file), 'utf8')
    const methods = [...source.matchAll(/^ {2}(GET|POST|PUT|DELETE): /gm)].map(([, name]) => name)
    expect(methods.length, `${path} names its methods`).toBeGreaterThan(0)
    return methods.map((method = '') => ({ path, kind: 'route', method }))
  })
}

const targets = areas.flatMap(targetsIn)

/** Who has access besides administrators: any person, or only a person with a session. */
const people: Record<string, 'person' | 'session'> = {
  'GET /account': 'session',
  'GET /account/tokens': 'session',
  'GET /account/export': 'person',
  'GET /api/admin/user': 'person',
  'GET /api/admin/user/sessions': 'person',
  'DELETE /api/admin/user/sessions/[id]': 'session',
  'GET /api/admin/user/tokens': 'person',
  'POST /api/admin/user/tokens': 'session',
  'DELETE /api/admin/user/tokens/[id]': 'person',
}

function accessOf({ method, path }: Target): 'admin' | 'person' | 'session' {
  const known = people[`${method} ${path}`]
  if (known) return known
  return path.startsWith('/account/') ? 'session' : 'admin'
}

const callers = [
  'anonymous',
  'viewer',
  'editor',
  'admin',
  'admin API token',
  "viewer's personal token",
  'ended session',
] as const

type CallerName = (typeof callers)[number]

/** How a caller is treated: not known, known but without permission, let in. */
function meeting(caller: CallerName, target: Target): 'unknown' | 'refused' | 'let in' {
  const access = accessOf(target)
  if (caller === 'anonymous' || caller === 'ended session') return 'unknown'
  // Pages are for browsers and do not know tokens.
  if (target.kind === 'page' && caller.includes('token')) return 'unknown'
  if (caller === 'admin') return 'let in'
  if (caller === 'admin API token') return access === 'admin' ? 'let in' : 'unknown'
  if (access === 'admin') return 'refused'
  return access === 'session' && caller.includes('token') ? 'refused' : 'let in'
}

type World = {
  marker: string
  link: { secret: string; id: string }
  member: Member
  credentials: Record<CallerName, Credential>
}

let world: World

test.beforeAll(async () => {
  const marker = `marker-${randomUUID()}`
  const link = await givenLink({ name: marker })
  const member = await givenMember(link)
  const [viewer, editor, boss] = [
    await givenMember('Viewer'),
    await givenMember('Editor'),
    await givenMember('Admin'),
  ]
  const ended = await givenMember('Admin')
  expect((await send('POST', '/logout', ended)).status).toBe(302)
  const { secret } = await givenPersonalToken(viewer)
  const found = await call('GET', `/api/admin/events?token=${link.secret}`, { as: admin })
  const [event] = found.json<{ events: EventResponse[] }>().events
  world = {
    marker,
    link: { secret: link.secret, id: event?.token?.id ?? '' },
    member,
    credentials: {
      anonymous: {},
      viewer: viewer.as,
      editor: editor.as,
      admin: boss.as,
      'admin API token': admin,
      "viewer's personal token": { authorization: secret },
      'ended session': ended.as,
    },
  }
})

/** The path of something that exists, so that a missing check would show its data. */
function fill(path: string): string {
  return path
    .replace('/links/[id]', `/links/${world.link.id}`)
    .replaceAll('[token]', world.link.secret)
    .replace('/reversals/[id]', '/reversals/1')
    .replace('[itemId]', '1')
    .replace('/requests/[id]', '/requests/1')
    .replaceAll('[id]', String(world.member.user.id))
}

/** Neither the link, nor the person who joined through it. */
function expectNoData({ text }: Answer, target: Target, label: string) {
  const { marker, link, member } = world
  // The requested address is part of the link back to it.
  const asked = fill(target.path)
  const secrets = [marker, link.secret, link.id, member.user.email, member.user.name]
  for (const secret of secrets.filter((one) => !asked.includes(one))) {
    expect(text, label).not.toContain(secret)
  }
}

function expectUnknown(target: Target, answer: Answer, label: string) {
  if (target.kind === 'route') return expect(answer.status, label).toBe(401)
  expect([302, 303, 307], label).toContain(answer.status)
  return expect(answer.headers.get('location'), label).toMatch(/^\/login\?next=/)
}

function expectRefused(target: Target, caller: CallerName, answer: Answer, label: string) {
  expect(answer.status, label).toBe(403)
  // A browser's downloads under /admin are refused as its pages are, before their handler is asked.
  const isBrowser = !caller.includes('token')
  if (target.kind === 'page' || (isBrowser && target.path.startsWith('/admin/'))) {
    // CHECKLIST 55: it says so, and offers the way back.
    expect(answer.text, label).toContain('This page is for administrators')
    return expect(answer.text, label).toContain('/account')
  }
  return expect(JSON.parse(answer.text).name, label).toBe('PermissionError')
}

test('the folders contain every protected page and route', () => {
  const names = targets.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(names).size).toBe(names.length)
  for (const known of Object.keys(people)) expect(names).toContain(known)
  for (const name of ['GET /admin', 'GET /admin/events', 'PUT /api/admin/settings']) {
    expect(names).toContain(name)
  }
  expect(targets.filter((target) => accessOf(target) === 'admin').length).toBeGreaterThan(15)
})

for (const target of targets) {
  const name = `${target.method} ${target.path}`
  for (const caller of callers.filter((one) => meeting(one, target) !== 'let in')) {
    test(`${name} refuses ${caller} and reveals no data`, async () => {
      const options = { as: world.credentials[caller] }
      // Pages and downloads for browsers are no operations of the document.
      const ask = target.path.startsWith('/api/') ? call : send
      const answer = await ask(target.method, fill(target.path), options)
      const label = `${name} as ${caller}: ${answer.status} ${answer.text.slice(0, 300)}`
      if (meeting(caller, target) === 'unknown') expectUnknown(target, answer, label)
      else expectRefused(target, caller, answer, label)
      expectNoData(answer, target, label)
    })
  }

  // Writes have tests of their own; reading shows here that those with permission are let in.
  if (target.method !== 'GET') continue
  for (const caller of callers.filter((one) => meeting(one, target) === 'let in')) {
    test(`${name} lets ${caller} in`, async () => {
      const answer = await send('GET', fill(target.path), { as: world.credentials[caller] })
      expect([200, 400, 404], `${name} as ${caller}: ${answer.text.slice(0, 300)}`).toContain(
        answer.status,
      )
    })
  }
}
