import { type Locator, type Page, test } from 'playwright/test'
import { adminToken } from './app'
import { expect, expectClean, password, roleIds, signIn } from './browser'

const headers = { authorization: adminToken }

/** The number of the person with this address. */
export async function personId(page: Page, email: string): Promise<number> {
  const query = new URLSearchParams({ q: email })
  const response = await page.request.get(`/api/admin/user-admin?${query}`, { headers })
  return (await response.json()).users[0].id
}

/** Signs in without the form. */
export async function enter(page: Page, username: string) {
  const response = await page.request.post('/auth/simple/login', { data: { username, password } })
  expect(response.status()).toBe(200)
}

/** Creates an API token of one's own, in the page's session. Returns its secret. */
export async function createToken(page: Page, description: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const response = await page.request.post('/api/admin/user/tokens', {
    data: { description, expiresAt },
  })
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()).secret
}

/** The id of a link, which stands in addresses of the admin area: the public half of its token. */
export function linkId(link: { secret: string }): string {
  return Buffer.from(link.secret, 'base64url').subarray(0, 8).toString('hex')
}

/** The page as it stands, in both themes: axe finds nothing, and nothing scrolls sideways. */
export async function expectGood(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectClean(page)
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
}

/** Runs the same tests on a phone and on a desk. */
export function onEachWidth(body: (width: number) => void) {
  for (const width of [390, 1280]) {
    test.describe(`at ${width} px`, () => {
      test.use({ viewport: { width, height: 844 } })
      // Axe looks at several pages, in both themes.
      test.slow()
      body(width)
    })
  }
}

/** The row of a table that names something. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row', { name: new RegExp(name) })
}

/** Signs a new administrator in, by the form. Returns the address. */
export async function enterAsAdmin(
  page: Page,
  givenPerson: (options: { role: number }) => Promise<{ email: string }>,
): Promise<string> {
  const { email } = await givenPerson({ role: roleIds.admin })
  await signIn(page, email)
  return email
}
