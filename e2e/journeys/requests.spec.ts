import { enterAsAdmin, expectGood, linkId, onEachWidth, rowOf } from '../support/admin'
import { adminToken } from '../support/app'
import { expect, password, roleIds, signIn, test, unique } from '../support/browser'

const headers = { authorization: adminToken }

type Asked = { link: { secret: string; name: string }; emails: string[] }

const inbox = test.extend<{ givenAsked: (count?: number) => Promise<Asked> }>({
  /** A revoked link with some invite requests. */
  givenAsked: async ({ request, givenLink }, use) => {
    await use(async (count = 1) => {
      const link = await givenLink()
      const path = `/api/admin/invite-link/tokens/${link.secret}`
      expect((await request.delete(path, { headers })).status()).toBe(200)
      const emails = Array.from({ length: count }, () => `late-${unique()}@example.org`)
      for (const email of emails) {
        const response = await request.post(`/invite/${link.secret}/request`, { data: { email } })
        expect(response.status()).toBe(201)
      }
      return { link, emails }
    })
  },
})

onEachWidth(() => {
  inbox.beforeEach(async ({ page, context, givenPerson }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await enterAsAdmin(page, givenPerson)
  })

  inbox(
    'an invite request is answered with a fresh link, which is copied immediately and works',
    async ({ page, givenAsked, request }) => {
      const [email = ''] = (await givenAsked()).emails
      await page.goto(`/admin/requests?q=${encodeURIComponent(email)}`)
      await expectGood(page)
      await page.getByRole('button', { name: `Send a fresh link to ${email}` }).click()
      await expect(page.getByText(`Link for ${email} copied.`)).toBeVisible()
      const address = await page.evaluate(() => navigator.clipboard.readText())
      expect((await request.get(address)).status()).toBe(200)
      const row = rowOf(page, email)
      await expect(row.getByRole('button', { name: `Copy the link for ${email}` })).toBeVisible()
      const mail = row.getByRole('link', { name: `Email the link to ${email}` })
      const href = decodeURIComponent((await mail.getAttribute('href')) ?? '')
      expect(href).toContain(`mailto:${email}?`)
      expect(href).toContain(address)
      await expectGood(page)
      await page.goto(`/admin/requests?state=answered&q=${encodeURIComponent(email)}`)
      await expect(rowOf(page, email).getByText('Not used yet')).toBeVisible()
      const data = { name: 'Late Guest', email, password }
      expect((await request.post(`${address}/signup`, { data })).status()).toBe(201)
      // Without a reload: the page listens to the stream.
      await expect(rowOf(page, email).getByText('Joined')).toBeVisible()
    },
  )

  inbox(
    'undoing an answer revokes its link and reopens the request',
    async ({ page, givenAsked, request }) => {
      const [email = ''] = (await givenAsked()).emails
      await page.goto(`/admin/requests?q=${encodeURIComponent(email)}`)
      await page.getByRole('button', { name: `Send a fresh link to ${email}` }).click()
      await expect(page.getByText(`Link for ${email} copied.`)).toBeVisible()
      const address = await page.evaluate(() => navigator.clipboard.readText())
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByText('Link revoked. The request is open again.')).toBeVisible()
      await expect(
        page.getByRole('button', { name: `Send a fresh link to ${email}` }),
      ).toBeVisible()
      expect((await request.get(address)).status()).toBe(410)
    },
  )

  inbox(
    'requests are dismissed one by one or together, and reopened',
    async ({ page, givenAsked }) => {
      const { emails } = await givenAsked(3)
      const tag = emails[0]?.split('-').slice(0, 2).join('-') ?? ''
      await page.goto(`/admin/requests?q=${encodeURIComponent(tag)}`)
      await page.getByRole('button', { name: `Dismiss the request of ${emails[0]}` }).click()
      await expect(page.getByText('Request dismissed.')).toBeVisible()
      await expect(rowOf(page, `${emails[0]}`)).toHaveCount(0)
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(rowOf(page, `${emails[0]}`)).toBeVisible()
      for (const email of emails) await page.getByLabel(`Select ${email}`).check()
      const bar = page.getByRole('region', { name: '3 selected' })
      await expect(bar).toBeInViewport()
      await expectGood(page)
      await bar.getByRole('button', { name: 'Dismiss' }).click()
      await expect(page.getByText('3 requests dismissed.')).toBeVisible()
      for (const email of emails) await expect(rowOf(page, email)).toHaveCount(0)
      await page.goto(`/admin/requests?state=dismissed&q=${encodeURIComponent(tag)}`)
      await page.getByRole('button', { name: `Reopen the request of ${emails[1]}` }).click()
      await expect(page.getByText('Request reopened.')).toBeVisible()
      await expect(rowOf(page, `${emails[1]}`)).toHaveCount(0)
    },
  )

  inbox(
    'the page of a link lists its requests, and deletes them all after confirmation',
    async ({ page, givenAsked }) => {
      const { link, emails } = await givenAsked(2)
      await page.goto(`/admin/links/${linkId(link)}`)
      await page.getByRole('link', { name: 'Requests 2' }).click()
      for (const email of emails) await expect(rowOf(page, email)).toBeVisible()
      await expectGood(page)
      await page.getByRole('button', { name: 'Delete all requests' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete all requests of this link?' })
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(rowOf(page, `${emails[0]}`)).toBeVisible()
      await page.getByRole('button', { name: 'Delete all requests' }).click()
      await dialog.getByRole('button', { name: 'Delete 2 requests' }).click()
      await expect(page.getByText('Requests deleted.')).toBeVisible()
      await expect(page.getByText('No requests yet')).toBeVisible()
    },
  )
})

inbox(
  'when requests are handled by keyboard, the focus stays in the list',
  async ({ page, context, givenAsked, givenPerson }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await enterAsAdmin(page, givenPerson)
    // The newest is first.
    const [first = '', second = '', third = ''] = (await givenAsked(3)).emails.toReversed()
    const tag = first.split('-').slice(0, 2).join('-')
    await page.goto(`/admin/requests?q=${encodeURIComponent(tag)}`)
    const button = (name: string) => page.getByRole('button', { name })
    // Until scripts run, a key pressed on it is lost.
    await expect(button(`Send a fresh link to ${first}`)).toBeEnabled()
    await button(`Send a fresh link to ${first}`).press('Enter')
    await expect(button(`Copy the link for ${first}`)).toBeFocused()
    await button(`Dismiss the request of ${second}`).press('Enter')
    await expect(button(`Dismiss the request of ${third}`)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(rowOf(page, third)).toHaveCount(0)
    await expect(page.locator('tbody :focus')).toHaveCount(1)
    await page.getByRole('link', { name: 'Links', exact: true }).press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Links' })).toBeFocused()
  },
)

// CHECKLIST 55
test('the list of invite requests is for administrators, and works without scripts', async ({
  browser,
  baseURL,
  givenPerson,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: `${baseURL}` })
  const page = await context.newPage()
  await signIn(page, (await givenPerson({ role: roleIds.editor })).email)
  expect((await page.goto('/admin/requests'))?.status()).toBe(403)
  await signIn(page, (await givenPerson({ role: roleIds.admin })).email)
  expect((await page.goto('/admin/requests?state=dismissed'))?.status()).toBe(200)
  await expect(page.getByRole('link', { name: /^Dismissed/ })).toHaveAttribute('aria-current')
  await context.close()
})
