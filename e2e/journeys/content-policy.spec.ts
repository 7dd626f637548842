import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, Page } from 'playwright/test'
import { enter, linkId, personId } from '../support/admin'
import { adminToken } from '../support/app'
import { expect, roleIds, test } from '../support/browser'

// CHECKLIST 24, 51. A page that breaks its policy or asks another host fails these as all journeys
// do (`watch` in e2e/support/browser.ts); here every page is opened, with all that it loads later.

const app = join(import.meta.dirname, '..', '..', 'app')

/** Every page there is, as in the folders: `/admin/links/[id]`. */
const pages = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`)

async function givenReset(request: APIRequestContext, id: number): Promise<string> {
  const path = `/api/admin/user-admin/${id}/password-reset`
  const answer = await request.post(path, { headers: { authorization: adminToken } })
  expect(answer.status()).toBe(201)
  return (await answer.json()).url
}

/** Opens a page, and waits until its scripts have come and run. */
async function visit(page: Page, path: string, status = 200) {
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  expect([path, answer?.status()]).toEqual([path, status])
  expect(answer?.headers()['content-security-policy']).toContain("'strict-dynamic'")
  expect(await answer?.text(), `${path} begins with its title`).toMatch(
    /<title>[^<]+<\/title>.*<\/head>/s,
  )
  // Without scripts that the nonce allows, the page would stay as the server sent it.
  const isAlive = () => Object.keys(document).some((key) => key.startsWith('__reactContainer'))
  expect(await page.evaluate(isAlive), `${path} runs`).toBe(true)
}

test('every page works under its content security policy', async ({
  page,
  givenLink,
  givenStates,
  givenPerson,
}) => {
  // Some thirty pages, each with all that it loads.
  test.slow()
  const [link, closed] = [await givenLink(), await givenStates()]
  const viewer = await givenPerson()
  const admin = await givenPerson({ role: roleIds.admin })
  const id = await personId(page, viewer.email)
  const links = `/admin/links/${linkId(link)}`
  const addresses: Record<string, [path: string, status?: number][]> = {
    '/': [['/']],
    '/login': [['/login']],
    '/invite/[token]': [[link.url]],
    '/reset/[token]': [[await givenReset(page.request, id)]],
    '/closed/[token]': [
      [closed.unknown, 404],
      [closed.paused, 403],
      [closed.scheduled, 403],
      [closed.full, 410],
      [closed.revoked, 410],
      [closed.expired, 410],
    ],
    '/closed/reset/[token]': [['/reset/nothing', 404]],
    // As the one who is signed in from here on.
    '/no-entry': [['/admin', 403]],
    '/welcome': [['/welcome']],
    '/account': [['/account']],
    '/account/tokens': [['/account/tokens']],
    '/admin': [['/admin']],
    '/admin/links': [
      ['/admin/links'],
      ['/admin/links?new=1'],
      ['/admin/links?q=nothing-like-this'],
    ],
    '/admin/links/[id]': [[links], [`${links}?tab=requests`], [`${links}?tab=activity`]],
    '/admin/links/[id]/sheet': [[`${links}/sheet`]],
    '/admin/links/[id]/rollback': [[`${links}/rollback`]],
    '/admin/requests': [['/admin/requests'], ['/admin/requests?state=answered']],
    '/admin/people': [['/admin/people']],
    '/admin/people/[id]': [[`/admin/people/${id}`]],
    '/admin/events': [['/admin/events']],
    '/admin/settings': [['/admin/settings']],
    '/docs/[[...path]]': [
      ['/docs'],
      ['/docs/guides/errors'],
      ['/docs/reference/settings/update-settings'],
      ['/docs?q=link'],
      ['/docs/guides/errors?helpful=no'],
      ['/docs/nothing-here', 404],
    ],
    // Stands in where the database is away, which other tests of this run need.
    '/unavailable': [],
  }
  expect(Object.keys(addresses).toSorted()).toEqual(pages.toSorted())
  for (const [name, ways] of Object.entries(addresses)) {
    if (name === '/no-entry') await enter(page, viewer.email)
    if (name === '/welcome') await enter(page, admin.email)
    for (const [path, status] of ways) await visit(page, path, status)
  }
  await visit(page, '/nothing/here', 404)
})

test('what the invite page loads later works too: password strength, themes, languages', async ({
  page,
  givenLink,
}) => {
  await visit(page, (await givenLink()).url)
  await page.locator('#password').fill('correct horse battery staple moon')
  await expect(page.getByText('Hard to guess. Good.')).toBeVisible()
  await page.getByRole('link', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('link', { name: 'العربية' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
})

test('the palette, dialogs, QR codes and downloads of the admin area work too', async ({
  page,
  givenLink,
  givenPerson,
}) => {
  const link = await givenLink()
  const { email } = await givenPerson({ role: roleIds.admin })
  await enter(page, email)
  await visit(page, `/admin/links/${linkId(link)}`)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const picture = page.getByRole('dialog').getByRole('img')
  await expect(picture).toBeVisible()
  const width = picture.evaluate((image: HTMLImageElement) =>
    image.decode().then(() => image.naturalWidth),
  )
  expect(await width).toBeGreaterThan(0)
  const [code] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download PNG' }).click(),
  ])
  expect(code.suggestedFilename()).toMatch(/\.png$/)
  await page.keyboard.press('Escape')
  await visit(page, '/admin/links')
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeEnabled()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search and commands' })).toBeFocused()
  await page.keyboard.press('Escape')
  const [list] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  expect(list.suggestedFilename()).toMatch(/\.csv$/)
})

test('an injected script or style does nothing', async ({ browser, givenLink }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const { url } = await givenLink()
  await page.route(url, async (route) => {
    const response = await route.fetch()
    const planted = '<script>window.planted = true</script><p style="color: red" onclick="1">x</p>'
    const body = (await response.text()).replace('<main', `${planted}<main`)
    await route.fulfill({ response, body })
  })
  // Without Foyer's own scripts, which would remove what they do not know.
  await page.route('**/_next/**/*.js', (route) => route.abort())
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  await page.goto(url)
  // Chromium checks a handler only when it is about to run.
  await page.getByText('x', { exact: true }).dispatchEvent('click')
  for (const what of ['inline script', 'inline event handler', 'inline style']) {
    await expect.poll(() => refused.join()).toContain(what)
  }
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
  await context.close()
})
