import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from 'playwright/test'
import { ADMIN_ROLE, EDITOR_ROLE, VIEWER_ROLE } from '@/lib/roles'
import type { InviteState } from '@/lib/signup-token-state'
import { adminToken } from './app'

export { expect }

type LinkOptions = {
  name?: string
  maxUses?: number | null
  expiresAt?: string
  startsAt?: string | null
  rootRole?: number
}

type Link = { secret: string; url: string; name: string }

type ClosedState = 'unknown' | Exclude<InviteState, 'open'>

type Fixtures = {
  /** Makes an invite link through the API: a week, Viewer, no limit, unless it says else. */
  givenLink: (options?: LinkOptions) => Promise<Link>
  /** A link in each state in which it cannot be used. */
  givenStates: () => Promise<Record<ClosedState, string>>
  /** Changes a link through the API. */
  changeLink: (link: Link, change: Record<string, unknown>) => Promise<void>
  /** Signs somebody new up through the API by a link of their own. */
  givenPerson: (options?: { role?: number; name?: string }) => Promise<{
    email: string
    name: string
    link: Link
  }>
  /** Fails the test where a page logs an error, breaks its policy, or asks another host for anything. */
  watch: (context: BrowserContext) => Promise<void>
}

export const password = 'correct horse battery'
export const roleIds = { admin: ADMIN_ROLE, editor: EDITOR_ROLE, viewer: VIEWER_ROLE }

let serial = 0

/** A number that nothing else in this worker has, with the worker's own. */
export function unique(): string {
  serial += 1
  return `${process.pid}-${serial}`
}

/** Signs in by the form. */
export async function signIn(page: Page, email: string, secret = password, origin = '') {
  await page.context().clearCookies()
  await page.goto(`${origin}/login`)
  await page.getByLabel('Email address or username').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/login/)
}

/**
 * What axe finds against WCAG 2.2 A or AA: its rule, and the elements.
 * @param only the one rule to ask for, instead of all
 */
export async function violationsOf(
  page: Page,
  only?: string,
): Promise<[rule: string, elements: string[]][]> {
  // While React sets a page anew, its title may be on its way.
  await expect(page).toHaveTitle(/\S/)
  // Guards of Base UI take the focus for a moment, and pass it on.
  const axe = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]')
  const asked = only
    ? axe.withRules(only)
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await asked.analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

/** Fails where axe finds something against WCAG 2.2 A or AA. */
export async function expectClean(page: Page) {
  expect(await violationsOf(page)).toEqual([])
}

const week = 7 * 24 * 3_600_000
const path = '/api/admin/invite-link/tokens'
const headers = { authorization: adminToken }

export const test = base.extend<Fixtures>({
  givenLink: async ({ request }, use) => {
    await use(async (options = {}) => {
      const expiresAt = new Date(Date.now() + week).toISOString()
      const data = { name: `Link ${unique()}`, expiresAt, ...options }
      const response = await request.post(path, { data, headers })
      expect(response.status(), await response.text()).toBe(201)
      return await response.json()
    })
  },
  changeLink: async ({ request }, use) => {
    await use(async (link, change) => {
      const response = await request.put(`${path}/${link.secret}`, { data: change, headers })
      expect(response.status(), await response.text()).toBe(200)
    })
  },
  givenStates: async ({ request, givenLink, changeLink }, use) => {
    await use(async () => {
      const expired = await givenLink({ expiresAt: new Date(Date.now() + 3000).toISOString() })
      const scheduled = await givenLink({ startsAt: new Date(Date.now() + week / 7).toISOString() })
      const paused = await givenLink()
      await changeLink(paused, { enabled: false })
      const full = await givenLink({ maxUses: 1 })
      const data = { name: 'Only One', email: `one-${unique()}@example.org`, password }
      expect((await request.post(`/invite/${full.secret}/signup`, { data })).status()).toBe(201)
      const revoked = await givenLink()
      await request.delete(`${path}/${revoked.secret}`, { headers })
      const validate = () => request.get(`/invite/${expired.secret}/validate`)
      await expect.poll(async () => (await validate()).status()).toBe(400)
      return {
        unknown: `/invite/${'A'.repeat(32)}`,
        paused: paused.url,
        scheduled: scheduled.url,
        full: full.url,
        revoked: revoked.url,
        expired: expired.url,
      }
    })
  },
  givenPerson: async ({ request, givenLink }, use) => {
    await use(async ({ role = VIEWER_ROLE, name = `Person ${unique()}` } = {}) => {
      const link = await givenLink({ rootRole: role, maxUses: 1 })
      const email = `person-${unique()}@example.org`
      const data = { name, email, password }
      const response = await request.post(`/invite/${link.secret}/signup`, { data })
      expect(response.status(), await response.text()).toBe(201)
      return { email, name, link }
    })
  },
  watch: async ({ baseURL }, use) => {
    const seen: string[] = []
    await use(async (context) => {
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          console.error(`${violatedDirective} refuses ${blockedURI} on ${location.pathname}`),
        )
      })
      context.on('console', (message) => {
        // The browser itself notes each answer of 400 and more; those are looked at by their status.
        const isStatus = message.text().startsWith('Failed to load resource')
        if (message.type() === 'error' && !isStatus) seen.push(message.text())
      })
      context.on('weberror', ({ error }) => seen.push(String(error())))
      context.on('request', (request) => {
        const { origin, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== baseURL) seen.push(`asked ${origin}`)
      })
    })
    expect(seen).toEqual([])
  },
  context: async ({ context, watch }, use) => {
    await watch(context)
    await use(context)
  },
})
