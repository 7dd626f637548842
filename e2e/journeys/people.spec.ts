import { readFile } from 'node:fs/promises'
import {
  createToken,
  enter,
  enterAsAdmin,
  expectGood,
  linkId,
  onEachWidth,
  personId,
} from '../support/admin'
import { adminToken } from '../support/app'
import { expect, password, roleIds, test, unique } from '../support/browser'

onEachWidth(() => {
  test('people are searched, filtered by role, link and account, and opened', async ({
    page,
    givenPerson,
  }) => {
    const admin = await givenPerson({ role: roleIds.admin })
    const ada = await givenPerson({ name: `Ada ${unique()}`, role: roleIds.editor })
    await enter(page, admin.email)
    await page.goto('/admin/people')
    await page.getByLabel('Name, email or username').fill(ada.name)
    await page.getByRole('combobox', { name: 'Role' }).selectOption('Editor')
    await page.getByRole('button', { name: 'Filter' }).click()
    await expect(page.locator('main').getByRole('row')).toHaveCount(2)
    await expectGood(page)
    await page.goto(`/admin/people?link=${linkId(ada.link)}`)
    await expect(page.getByText(`Only people who joined through ${ada.link.name}.`)).toBeVisible()
    await page.getByRole('link', { name: ada.name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ada.name)
    await expect(page.getByText(`through ${ada.link.name}`)).toBeVisible()
    await expectGood(page)
    await expect(page.getByText('Account created')).toBeVisible()
    await page.getByRole('link', { name: 'All events' }).click()
    await expect(page.getByText(`${ada.email} joined`, { exact: true })).toBeVisible()
    await expect(page.getByText(admin.email).nth(1)).toHaveCount(0)
  })

  test('what nobody fits, and what is too short, is said', async ({ page, givenPerson }) => {
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    await page.goto('/admin/people?q=nobody-is-called-so')
    await expect(page.getByText('No matching people.')).toBeVisible()
    await expectGood(page)
    await page.goto('/admin/people?q=.')
    await expect(page.locator('main').getByRole('alert')).toContainText('at least 3 characters')
    await expectGood(page)
  })

  test('a mistyped address is mended by keyboard, and taken back', async ({
    page,
    givenPerson,
  }) => {
    const admin = await givenPerson({ role: roleIds.admin })
    const person = await givenPerson()
    await enter(page, admin.email)
    await page.goto(`/admin/people/${await personId(page, person.email)}`)
    const email = page.getByLabel('Email address')
    const save = page.getByRole('button', { name: 'Save changes' })
    await expect(save).toBeEnabled()
    await email.fill(admin.email)
    await email.press('Enter')
    await expect(page.getByText('Another account has this email address.')).toBeVisible()
    await expectGood(page)
    const mended = `mended-${unique()}@example.org`
    await email.fill(mended)
    await email.press('Enter')
    const toast = page.getByText('Changes saved.')
    await expect(toast).toBeVisible()
    await expectGood(page)
    await enterElsewhere(page, mended)
    const undo = page.getByRole('button', { name: 'Undo' })
    await undo.focus()
    await undo.press('Enter')
    await expect(page.getByText('Undone.')).toBeVisible()
    await expect(email).toHaveValue(person.email)
  })

  // CHECKLIST 48
  test('disabling signs out at once, and can be taken back', async ({
    page,
    browser,
    baseURL,
    givenPerson,
  }) => {
    const person = await givenPerson()
    const theirs = await browser.newContext({ ...(baseURL && { baseURL }) })
    const elsewhere = await theirs.newPage()
    await enter(elsewhere, person.email)
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    await page.goto(`/admin/people/${await personId(page, person.email)}`)
    await page.getByRole('button', { name: 'Disable account' }).click()
    await expect(page.getByText(`${person.name} disabled and signed out.`)).toBeVisible()
    expect((await elsewhere.request.get('/api/admin/user')).status()).toBe(401)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText(`${person.name} enabled.`)).toBeVisible()
    await enter(elsewhere, person.email)
    await page.reload()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page.getByText('signed out everywhere.')).toBeVisible()
    expect((await elsewhere.request.get('/api/admin/user')).status()).toBe(401)
    await theirs.close()
  })

  // ATTACK 2, 3
  test('API tokens and reset links of a person are seen, and each can be ended', async ({
    page,
    browser,
    baseURL,
    givenPerson,
  }) => {
    const person = await givenPerson()
    const theirs = await browser.newContext({ ...(baseURL && { baseURL }) })
    const elsewhere = await theirs.newPage()
    await enter(elsewhere, person.email)
    const authorization = await createToken(elsewhere, 'Backup')
    await enterAsAdmin(page, givenPerson)
    await page.goto(`/admin/people/${await personId(page, person.email)}`)
    const tokens = page.getByRole('region', { name: 'API tokens' })
    await tokens.getByRole('button', { name: 'Revoke: Backup' }).click()
    await expect(tokens.getByText('Programs that use this token will stop working.')).toBeVisible()
    await expectGood(page)
    await tokens.getByRole('button', { name: 'Cancel' }).click()
    await expect(tokens.getByRole('button', { name: 'Revoke: Backup' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(tokens.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await tokens.getByRole('button', { name: 'Revoke: Backup' }).click()
    await expect(page.getByText('API token “Backup” revoked.')).toBeVisible()
    await expect(tokens.getByText('No API tokens.')).toBeVisible()
    const response = await elsewhere.request.get('/account/export', { headers: { authorization } })
    expect((await response.json()).apiTokens).toEqual([])
    await page.getByRole('button', { name: 'Create password reset link' }).click()
    const dialog = page.getByRole('dialog', { name: 'Password reset link' })
    const address = await dialog.getByRole('textbox').inputValue()
    await dialog.getByRole('button', { name: 'Close' }).click()
    const resets = page.getByRole('region', { name: 'Password reset link' })
    await resets.getByRole('button', { name: 'Revoke: password reset link' }).click()
    await expectGood(page)
    await resets.getByRole('button', { name: 'Revoke: password reset link' }).click()
    await expect(page.getByText('Password reset link revoked.')).toBeVisible()
    await expect(resets).toHaveCount(0)
    expect((await elsewhere.request.get(address)).status()).toBe(410)
    await theirs.close()
  })

  // CHECKLIST 65
  test('deleting asks for the address, and leaves the place taken', async ({
    page,
    givenPerson,
  }) => {
    const person = await givenPerson()
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    const address = `/admin/people/${await personId(page, person.email)}`
    await page.goto(address)
    const open = page.getByRole('button', { name: `Delete ${person.name}` })
    await open.focus()
    await open.press('Enter')
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByLabel(`Type ${person.email} to confirm`)
    await confirm.fill('somebody@else.example')
    await confirm.press('Enter')
    await expect(dialog.getByText(`Type ${person.email} to confirm.`)).toBeVisible()
    await expectGood(page)
    await confirm.fill(person.email)
    await confirm.press('Enter')
    await expect(page).toHaveURL(/\/admin\/people$/)
    await expect(page.getByText(`${person.name} deleted.`)).toBeVisible()
    expect((await page.goto(address))?.status()).toBe(404)
    const headers = { authorization: adminToken }
    const path = `/api/admin/invite-link/tokens/${person.link.secret}`
    expect((await (await page.request.get(path, { headers })).json()).useCount).toBe(1)
  })
})

async function enterElsewhere(page: import('playwright/test').Page, username: string) {
  const context = await page.context().browser()?.newContext()
  const response = await context?.request.post(new URL('/auth/simple/login', page.url()).href, {
    data: { username, password },
  })
  expect(response?.status()).toBe(200)
  await context?.close()
}

// If-Match, 412
test('the second of two administrators is told what the first has changed', async ({
  page,
  givenPerson,
}) => {
  test.slow()
  const person = await givenPerson()
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  const id = await personId(page, person.email)
  await page.goto(`/admin/people/${id}`)
  await page.getByLabel('Name', { exact: true }).fill('Second Thought')
  const headers = { authorization: adminToken }
  const data = { name: 'First Come', rootRole: 2 }
  await page.request.put(`/api/admin/user-admin/${id}`, { headers, data })
  await page.getByRole('button', { name: 'Save changes' }).click()
  const note = page.locator('main').getByRole('alert')
  await expect(note).toContainText('Name is now First Come. Role is now Editor.')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second Thought')
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('2')
  await expectGood(page)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second Thought')
})

// CHECKLIST 59
test('the file of people cannot run formulas, and has what the filter shows', async ({
  page,
  givenPerson,
}) => {
  const mark = unique()
  await givenPerson({ name: `=HYPERLINK("http://evil.example","${mark}")` })
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  await page.goto('/admin/people?q=hyperlink')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('people.csv')
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""${mark}"")"`)
  for (const line of text.split('\r\n').slice(1, -1))
    expect(line.toLowerCase()).toContain('hyperlink')
})

// CHECKLIST 55
test('nobody but administrators sees people', async ({ page, givenPerson }) => {
  const person = await givenPerson({ role: roleIds.editor })
  const addresses = ['/admin/people', '/admin/people/1', '/admin/people/export']
  expect((await page.request.get('/admin/people/export')).status()).toBe(401)
  await enter(page, person.email)
  for (const address of addresses) {
    const response = await page.request.get(address)
    expect(response.status(), address).toBe(403)
    expect(await response.text()).not.toContain('first@admin.example')
  }
})
