import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { type App, adminToken, startApp } from '../support/app'
import { expectClean } from '../support/browser'

const password = 'correct horse battery'

test.describe.configure({ mode: 'serial' })

test.describe('a new instance', () => {
  let instance: App
  let adminLink = ''

  test.beforeAll(async () => {
    instance = await startApp({ INIT_ADMIN_EMAIL: '', INIT_ADMIN_PASSWORD: '' })
    adminLink = /http:\/\/\S+\/invite\/[\w-]{32}/.exec(instance.output())?.[0] ?? ''
  })

  test.afterAll(async () => {
    await instance.stop()
  })

  test('the printed link creates the first admin, and a person joins through a link of that admin', async ({
    browser,
  }) => {
    const admin = await (await browser.newContext()).newPage()
    await admin.goto(adminLink)
    await admin.getByLabel('Name', { exact: true }).fill('Ada Admin')
    await admin.getByLabel('Email address').fill('ada@example.org')
    await admin.getByLabel('Password', { exact: true }).fill(password)
    await admin.getByRole('button', { name: 'Join as Admin' }).click()
    await expect(admin.getByRole('heading', { name: 'Welcome, Ada Admin' })).toBeVisible()

    await admin.getByRole('link', { name: 'Create an invite link' }).click()
    await expect(admin.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    const steps = admin.getByRole('region', { name: 'First steps' })
    await expect(steps.getByText('0 of 4 done')).toBeVisible()
    await expectClean(admin)
    // The link that created this account is not among the links.
    await admin.goto(`${instance.url}/admin/links`)
    await expect(admin.getByText('No invite links yet')).toBeVisible()
    await expectClean(admin)
    await admin.getByRole('button', { name: 'Create link' }).first().click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Rowing club')
    await dialog.getByLabel('Places').fill('2')
    await dialog.getByRole('button', { name: 'Create link' }).click()
    const url = await dialog.getByRole('textbox', { name: 'Address of Rowing club' }).inputValue()
    expect(url).toMatch(new RegExp(`^${instance.url}/invite/[\\w-]{32}$`))

    const member = await (await browser.newContext()).newPage()
    await member.goto(url)
    await expect(member.getByText('2 of 2 places left')).toBeVisible()
    await member.getByLabel('Name', { exact: true }).fill('Grace Hopper')
    await member.getByLabel('Email address').fill('grace@example.org')
    await member.getByLabel('Password', { exact: true }).fill(password)
    await member.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(member).toHaveURL(`${instance.url}/welcome`)
    await expect(member.getByText("You've joined as Viewer.")).toBeVisible()

    await admin.goto(`${instance.url}/admin`)
    await expect(steps.getByText('2 of 4 done')).toBeVisible()
    await expect(admin.getByText('2 people joined in the last 7 days')).toBeVisible()
    const recent = admin.getByRole('region', { name: 'Recently joined' })
    await expect(recent.getByRole('listitem').first()).toContainText('through Rowing club')
    const attention = admin.getByRole('region', { name: 'Needs attention' })
    await expect(attention.getByText('1 of 2 places left')).toBeVisible()
    await expectClean(admin)
    await steps.getByRole('link', { name: 'Hide first steps' }).click()
    await expect(steps).toHaveCount(0)
    await admin.goto(`${instance.url}/admin`)
    await expect(recent).toBeVisible()
    await expect(steps).toHaveCount(0)
    await admin.goto(`${instance.url}/admin/links`)
    await expect(admin.getByRole('row', { name: /Rowing club/ })).toContainText('1 of 2')
    await admin.getByRole('link', { name: 'Rowing club' }).click()
    await expect(admin.getByRole('row', { name: /Grace Hopper/ })).toContainText(
      'grace@example.org',
    )
  })

  // CHECKLIST 44
  test('once there is an admin, the printed link no longer works', async ({ page }) => {
    const response = await page.goto(adminLink)
    expect(response?.status()).toBe(410)
    await expect(page.getByRole('heading', { name: 'This invite has been revoked' })).toBeVisible()
  })

  test('the commands in the README do the same', async () => {
    const readme = await readFile('README.md', 'utf8')
    const block = /<!-- curl journey -->\s*```sh\n([\s\S]+?)```/.exec(readme)?.[1]
    expect(block).toBeDefined()
    const commands = (block ?? '')
      .replaceAll('http://localhost:3000', instance.url)
      .replaceAll('$TOKEN', adminToken)
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands])
    expect(stdout).toContain('"email":"grace.hopper@example.org"')
    expect(stdout).toContain('"rootRole":3')
  })
})
