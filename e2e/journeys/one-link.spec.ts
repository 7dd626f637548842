import { readFile } from 'node:fs/promises'
import { enterAsAdmin, expectGood, linkId, rowOf } from '../support/admin'
import { adminToken } from '../support/app'
import { expect, expectClean, password, roleIds, test, unique } from '../support/browser'

const headers = { authorization: adminToken }

for (const width of [390, 1280]) {
  test.describe(`one link, by mouse, at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } })

    test.beforeEach(async ({ page, givenPerson }) => {
      await enterAsAdmin(page, givenPerson)
    })

    // CHECKLIST 19
    test('a link is paused, resumed, revoked, restored and given a new address', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink()
      await page.goto(`/admin/links/${linkId(link)}`)
      const choose = async (name: string) => {
        await page.getByRole('button', { name: `Actions for ${link.name}` }).click()
        await page.getByRole('menuitem', { name, exact: true }).click()
      }
      await choose('Pause')
      await expect(page.getByText('Link paused.')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible()
      await choose('Revoke')
      await expect(page.getByText('Link revoked.')).toBeVisible()
      await page.getByRole('button', { name: 'Restore' }).click()
      await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible()

      await choose('Replace address')
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText('The current address stops working immediately')).toBeVisible()
      await dialog.getByRole('button', { name: 'Replace address' }).click()
      const address = dialog.getByRole('textbox', { name: link.name })
      await expect(address).not.toHaveValue(link.url)
      expect((await request.get(link.url)).status()).toBe(404)
      expect((await request.get(await address.inputValue())).status()).toBe(200)
    })

    test('after revoking a link, the people who joined can be removed', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink()
      const data = { name: 'Ada', email: `join-${unique()}@example.org`, password }
      expect((await request.post(`/invite/${link.secret}/signup`, { data })).status()).toBe(201)
      await page.goto(`/admin/links/${linkId(link)}`)
      await page.getByRole('button', { name: `Actions for ${link.name}` }).click()
      await page.getByRole('menuitem', { name: 'Revoke', exact: true }).click()
      await page.getByRole('link', { name: 'Remove people who joined' }).click()
      await expect(page.getByRole('button', { name: 'Remove 1 person' })).toBeVisible()
    })

    test('when two admins change a link, the second is told what changed and keeps what was typed', async ({
      page,
      givenLink,
      changeLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 10 })
      await page.goto(`/admin/links/${linkId(link)}`)
      await page.getByRole('button', { name: 'Edit' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name', { exact: true }).fill('My new name')
      await changeLink(link, { maxUses: 25, enabled: false })
      await dialog.getByRole('button', { name: 'Save changes' }).click()
      await expect(dialog.getByText('Somebody else changed this link')).toBeVisible()
      await expect(dialog.getByText('Places: 10 → 25')).toBeVisible()
      await expect(dialog.getByText('State: active → paused')).toBeVisible()
      await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('My new name')
      await expectClean(page)
      await dialog.getByRole('button', { name: 'Save changes' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('My new name')
      const path = `/api/admin/invite-link/tokens/${link.secret}`
      const stands = await (await request.get(path, { headers })).json()
      expect(stands).toMatchObject({ name: 'My new name', maxUses: 25, enabled: false })
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(link.name)
    })

    test('people who joined appear by themselves, and can be searched and downloaded', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 3 })
      const join = async (name: string) => {
        const data = { name, email: `join-${unique()}@example.org`, password }
        expect((await request.post(`/invite/${link.secret}/signup`, { data })).status()).toBe(201)
      }
      const stream = page.waitForResponse(/\/api\/admin\/stream/)
      await page.goto(`/admin/links/${linkId(link)}`)
      await expect(page.getByText('Nobody has joined yet')).toBeVisible()
      await stream
      for (const name of ['Ada Lovelace', 'Grace Hopper', '=1+1']) await join(name)
      await expect(rowOf(page, 'Grace Hopper')).toBeVisible({ timeout: 3000 })
      await expect(page.getByRole('button', { name: 'Add places' })).toBeVisible()
      await expectGood(page)
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download CSV' }).click()
      // CHECKLIST 59
      expect(await readFile(await (await download).path(), 'utf8')).toMatch(/\r\n'=1\+1,/)
      await page.getByLabel('Search by name or email').fill('grace')
      await expect(rowOf(page, 'Ada Lovelace')).toHaveCount(0)
      await rowOf(page, 'Grace Hopper').getByRole('link', { name: 'Grace Hopper' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Grace Hopper/)
    })

    test('the numbers of a link show how many people opened it, joined and were refused', async ({
      page,
      browser,
      givenLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 1 })
      const visitor = await browser.newPage()
      await visitor.goto(link.url)
      await visitor.close()
      for (const status of [201, 400]) {
        const data = { name: 'Ada', email: `join-${unique()}@example.org`, password }
        const response = await request.post(`/invite/${link.secret}/signup`, { data })
        expect(response.status()).toBe(status)
      }
      await page.goto(`/admin/links/${linkId(link)}?tab=numbers`)
      await expect(
        page.getByText('1 sign-up refused: 1 after all places were taken.'),
      ).toBeVisible()
      await expect(page.getByRole('listitem').filter({ hasText: /^Joined/ })).toContainText('1')
      await expect(page.getByRole('img', { name: /^1 person joined from/ })).toBeVisible()
      await page.getByText('Show as table').click()
      await expect(page.getByRole('cell', { name: '1', exact: true })).toBeVisible()
      await page.getByRole('link', { name: 'Activity', exact: true }).last().click()
      await expect(page.getByText('joined through').first()).toBeVisible()
      await expectGood(page)
    })

    // CHECKLIST 54
    test('a link whose creator is no longer an administrator is paused, says why, and can be resumed', async ({
      page,
      givenPerson,
      request,
    }) => {
      const creator = await givenPerson({ role: roleIds.admin })
      const login = { username: creator.email, password }
      const response = await request.post('/auth/simple/login', { data: login })
      const { id } = await response.json()
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
      const data = { name: `Lost ${unique()}`, expiresAt }
      const created = await request.post('/api/admin/invite-link/tokens', { data })
      const link = await created.json()
      const path = `/api/admin/user-admin/${id}`
      await request.put(path, { data: { rootRole: 'Viewer' }, headers })
      expect((await request.get(link.url)).status()).toBe(403)
      await page.goto(`/admin/links/${linkId(link)}`)
      await expect(page.getByText('is no longer an administrator')).toBeVisible()
      await page.getByRole('button', { name: 'Resume' }).click()
      await expect(page.getByText('Link resumed.')).toBeVisible()
      expect((await request.get(link.url)).status()).toBe(200)
    })
  })
}
