import { readFile } from 'node:fs/promises'
import { enterAsAdmin, linkId, rowOf } from '../support/admin'
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
    test('one link: paused, resumed, withdrawn and restored, and given a new address', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink()
      await page.goto(`/admin/links/${linkId(link)}`)
      await page.getByRole('button', { name: 'Pause' }).click()
      await expect(page.getByText('Link paused.')).toBeVisible()
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByText('Link resumed.')).toBeVisible()
      await page.getByRole('button', { name: 'Revoke' }).click()
      await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible()
      await page.getByRole('button', { name: 'Undo' }).last().click()
      await expect(page.getByRole('button', { name: 'Revoke' })).toBeVisible()

      await page.getByRole('button', { name: 'Replace address' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText('The current address stops working immediately')).toBeVisible()
      await dialog.getByRole('button', { name: 'Replace address' }).click()
      const address = dialog.getByRole('textbox', { name: `Address of ${link.name}` })
      await expect(address).not.toHaveValue(link.url)
      expect((await request.get(link.url)).status()).toBe(404)
      expect((await request.get(await address.inputValue())).status()).toBe(200)
    })

    test('the second of two admins is told what changed, and keeps what was typed', async ({
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
      await expect(dialog.getByText('Another administrator changed this link')).toBeVisible()
      await expect(dialog.getByText('Places: was 10, is now 25')).toBeVisible()
      await expect(dialog.getByText('State: was active, is now paused')).toBeVisible()
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

    test('who joined is found, counted and saved; who asks for a new invite is there', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 3 })
      const people = ['Ada Lovelace', 'Grace Hopper', '=1+1']
      for (const name of people) {
        const data = { name, email: `join-${unique()}@example.org`, password }
        expect((await request.post(`/invite/${link.secret}/signup`, { data })).status()).toBe(201)
      }
      const asker = `late-${unique()}@example.org`
      const response = await request.post(`/invite/${link.secret}/request`, {
        data: { email: asker },
      })
      expect(response.status()).toBe(201)
      await page.goto(`/admin/links/${linkId(link)}`)
      await expect(page.getByRole('img', { name: /^3 joined from/ })).toBeVisible()
      await page.getByText('Show as table').click()
      await expect(page.getByRole('cell', { name: /^(Joined ?)?3$/ })).toBeVisible()
      await expect(page.getByRole('link', { name: asker })).toBeVisible()
      await expect(page.getByText('Invite request by')).toBeVisible()
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download people as CSV' }).click()
      // CHECKLIST 59
      expect(await readFile(await (await download).path(), 'utf8')).toMatch(/\r\n'=1\+1,/)
      await page.getByLabel('Name or email').fill('grace')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(rowOf(page, 'Grace Hopper')).toBeVisible()
      await expect(rowOf(page, 'Ada Lovelace')).toHaveCount(0)
    })

    // ATTACK 14
    test('invite requests are deleted one by one, and all at once after a question', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 1 })
      const data = { name: 'Ada', email: `join-${unique()}@example.org`, password }
      expect((await request.post(`/invite/${link.secret}/signup`, { data })).status()).toBe(201)
      const askers = [1, 2, 3].map((n) => `late-${n}-${unique()}@example.org`)
      for (const email of askers) {
        const response = await request.post(`/invite/${link.secret}/request`, { data: { email } })
        expect(response.status()).toBe(201)
      }
      await page.goto(`/admin/links/${linkId(link)}`)
      const asks = (email = '') => page.getByRole('link', { name: email, exact: true })
      await page
        .getByRole('button', { name: `Delete the invite request from ${askers[1]}` })
        .click()
      await expect(page.getByText('Invite request deleted.')).toBeVisible()
      await expect(asks(askers[1])).toHaveCount(0)
      await expect(asks(askers[0])).toBeVisible()
      await page.getByRole('button', { name: 'Delete all' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete all invite requests?' })
      await dialog.getByRole('button', { name: 'Close' }).click()
      await expect(asks(askers[0])).toBeVisible()
      await page.getByRole('button', { name: 'Delete all' }).click()
      await expectClean(page)
      await dialog.getByRole('button', { name: 'Delete all' }).click()
      await expect(page.getByText('Invite requests deleted.')).toBeVisible()
      for (const email of askers) await expect(asks(email)).toHaveCount(0)
    })

    // CHECKLIST 54
    test('a link whose creator is gone is paused, says why, and is resumed by another', async ({
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
      await expect(page.getByText('can no longer create links')).toBeVisible()
      await page.getByRole('button', { name: 'Resume' }).click()
      await expect(page.getByText('Link resumed.')).toBeVisible()
      expect((await request.get(link.url)).status()).toBe(200)
    })
  })
}

for (const width of [390, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`axe on links: ${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } })

      test('finds nothing on any page or dialog', async ({ page, givenPerson, givenLink }) => {
        // Nine looks of axe in one go.
        test.slow()
        await enterAsAdmin(page, givenPerson)
        const link = await givenLink()
        await page.goto(`/admin?q=${encodeURIComponent(link.name)}`)
        await page.getByLabel(`Select ${link.name}`, { exact: true }).check()
        await expectClean(page)
        await page.getByRole('button', { name: 'Create link' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel('Places').fill('none')
        await dialog.getByLabel('Ends', { exact: true }).selectOption('On a specific date')
        await dialog.getByRole('button', { name: 'Create link' }).click()
        await expect(dialog.getByText('Choose a date and a time.')).toBeVisible()
        await dialog.getByText('Set a start date').click()
        await expectClean(page)
        await page.goto(`/admin/links/${linkId(link)}`)
        await expectClean(page)
        for (const name of ['Share', 'Edit', 'Replace address', 'Duplicate']) {
          await page.getByRole('button', { name, exact: true }).click()
          await expect(page.getByRole('dialog')).toBeVisible()
          if (name === 'Share') await page.getByText('Create by API').click()
          await expectClean(page)
          await page.keyboard.press('Escape')
        }
        await page.goto(`/admin/links/${linkId(link)}/sheet`)
        await expectClean(page)
        await page.goto('/admin?q=nothing-like-this')
        await expectClean(page)
      })
    })
  }
}
