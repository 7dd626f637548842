import { linkId } from './admin'
import { adminToken } from './app'

// What the pictures show: links in every state, and people who came.

const headers = { authorization: adminToken, 'content-type': 'application/json' }
const hour = 3_600_000
const password = 'obviously fake but long'

async function send<T>(method: string, url: string, body: unknown): Promise<T> {
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status}`)
  return (await response.json()) as T
}

type Link = { url: string; secret: string }

async function createLink(origin: string, name: string, options: Record<string, unknown> = {}) {
  const expiresAt = new Date(Date.now() + 72 * hour).toISOString()
  const url = `${origin}/api/admin/invite-link/tokens`
  return await send<Link>('POST', url, { name, expiresAt, ...options })
}

async function changeLink(origin: string, { secret }: Link, change: unknown) {
  await send('PUT', `${origin}/api/admin/invite-link/tokens/${secret}`, change)
}

async function join(link: Link, names: readonly string[]) {
  for (const name of names) {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.org`
    await send('POST', `${link.url}/signup`, { name, email, password })
  }
}

type Scene = { form: string; pages: Record<string, string>; adminPages: Record<string, string> }

/** Fills an instance; gives the addresses to take pictures of, for guests and for administrators. */
export async function prepareScene(origin: string): Promise<Scene> {
  const open = await createLink(origin, 'Rowing club', { maxUses: 10 })
  const full = await createLink(origin, 'Chess evening', { maxUses: 1 })
  const later = new Date(Date.now() + 24 * hour).toISOString()
  const scheduled = await createLink(origin, 'Summer course', { startsAt: later, maxUses: 30 })
  const paused = await createLink(origin, 'Choir')
  const revoked = await createLink(origin, 'Garden days')
  const lab = await createLink(origin, 'Lab, spring term', { rootRole: 'Editor' })
  await join(full, ['Grace Hopper'])
  await join(lab, ['Barbara Liskov', 'Edsger Dijkstra'])
  await join(open, ['Ada Lovelace', 'Alan Turing', 'Katherine Johnson'])
  await changeLink(origin, paused, { enabled: false })
  await send('DELETE', `${origin}/api/admin/invite-link/tokens/${revoked.secret}`, undefined)
  await send('POST', `${full.url}/request`, { email: 'late@example.org' })
  const [admin, link] = [`${origin}/admin`, `${origin}/admin/links/${linkId(open)}`]
  return {
    form: open.url,
    pages: {
      form: open.url,
      full: full.url,
      scheduled: scheduled.url,
      paused: paused.url,
      revoked: revoked.url,
      unknown: `${origin}/invite/nothing`,
      start: origin,
      login: `${origin}/login`,
    },
    adminPages: {
      welcome: `${origin}/welcome`,
      account: `${origin}/account`,
      'account-tokens': `${origin}/account/tokens`,
      links: admin,
      'links-none': `${admin}?q=nothing-like-this`,
      'link-new': `${admin}?new=1`,
      link,
      'link-sheet': `${link}/sheet`,
      'link-undo': `${link}/rollback`,
      people: `${admin}/people`,
      person: `${admin}/people/2`,
      events: `${admin}/events`,
      settings: `${admin}/settings`,
    },
  }
}
