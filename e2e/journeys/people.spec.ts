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
  test('people are searched while typing, filtered by role and link, and opened', async ({
    page,
    givenPerson,
  }) => {
    const admin = await givenPerson({ role: roleIds.admin })
    const ada = await givenPerson({ name: `Ada ${unique()}`, role: roleIds.editor })
    await enter(page, admin.email)
    await page.goto('/admin/people')
    await page.getByRole('searchbox', { name: 'Name or email' }).fill(ada.name)
    await expect(page.getByText('1 person', { exact: true })).toBeVisible()
    const more = page.locator('.filter-more > summary')
    if (await more.isVisible()) await more.click()
    await page.getByRole('combobox', { name: 'Role' }).selectOption('Admin')
    await expect(page.getByText('No matching people')).toBeVisible()
    await page.getByRole('combobox', { name: 'Role' }).selectOption('Editor')
    await expect(page.locator('main').getByRole('row')).toHaveCount(2)
    await expectGood(page)
    await page.goto(`/admin/people?link=${linkId(ada.link)}`)
    await expect(page.getByText(`Joined through ${ada.link.name}`)).toBeVisible()
    await page.getByRole('link', { name: ada.name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ada.name)
    await expect(page.getByRole('link', { name: ada.link.name })).toBeVisible()
    await expectGood(page)
    await page.getByRole('link', { name: 'Activity', exact: true }).last().click()
    await expect(page.getByRole('heading', { level: 2, name: 'Activity' })).toBeVisible()
    await expect(
      page
        .locator('main')
        .getByText(/joined through/)
        .last(),
    ).toBeVisible()
    await expectGood(page)
    await page.getByRole('link', { name: 'All activity' }).click()
    await expect(page).toHaveURL(/\/admin\/events\?person=\d+$/)
  })

  test('one or two characters in any script find a name', async ({ page, givenPerson }) => {
    const mark = unique()
    await givenPerson({ name: `Ng ${mark}` })
    await givenPerson({ name: `李 ${mark}` })
    await enterAsAdmin(page, givenPerson)
    for (const name of [`Ng ${mark}`, `李 ${mark}`]) {
      await page.goto('/admin/people')
      await page.getByRole('searchbox').fill(name.slice(0, 2).trim())
      await expect(page.getByRole('link', { name })).toBeVisible()
    }
  })

  test('a search without matches and a search that is too short say so', async ({
    page,
    givenPerson,
  }) => {
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    await page.goto('/admin/people?q=nobody-is-called-so')
    await expect(page.getByText('No matching people')).toBeVisible()
    await expectGood(page)
    await page.goto('/admin/people?q=.')
    await expect(page.locator('main').getByRole('alert')).toContainText('at least 3 characters')
    await expectGood(page)
  })

  test('an email address is corrected by keyboard, and the change is undone', async ({
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
    const toast = page.getByText('Changes saved')
    await expect(toast).toBeVisible()
    await expectGood(page)
    await enterElsewhere(page, mended)
    const undo = page.getByRole('button', { name: 'Undo' })
    await undo.focus()
    await undo.press('Enter')
    await expect(page.getByText('Undone.', { exact: true })).toBeVisible()
    await expect(email).toHaveValue(person.email)
  })

  // CHECKLIST 48
  test('disabling signs out immediately, and can be undone', async ({
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
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Disable' }).click()
    await expect(page.getByText(`${person.name} disabled and signed out`)).toBeVisible()
    await expect(page.getByText(`${person.name} cannot sign in`)).toBeVisible()
    await expectGood(page)
    expect((await elsewhere.request.get('/api/admin/user')).status()).toBe(401)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText(`${person.name} enabled`)).toBeVisible()
    await enter(elsewhere, person.email)
    await page.goto(`${page.url()}?tab=access`)
    const sessions = page.getByRole('region', { name: 'Signed in' })
    await expect(sessions.getByRole('listitem')).toHaveCount(1)
    await expectGood(page)
    await sessions.getByRole('button', { name: /^Sign out [A-Z]/ }).click()
    await expect(page.getByText('Not signed in anywhere.')).toBeVisible()
    expect((await elsewhere.request.get('/api/admin/user')).status()).toBe(401)
    await enter(elsewhere, person.email)
    await page.reload()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page.getByText(`${person.name} signed out everywhere`)).toBeVisible()
    expect((await elsewhere.request.get('/api/admin/user')).status()).toBe(401)
    await theirs.close()
  })

  // ATTACK 2, 3
  test('the API tokens and reset links of a person are listed, and each can be revoked', async ({
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
    await page.goto(`/admin/people/${await personId(page, person.email)}?tab=access`)
    const tokens = page.getByRole('region', { name: 'API tokens' })
    await tokens.getByRole('button', { name: 'Revoke: Backup' }).click()
    await expect(tokens.getByText('Programs that use this token will stop working.')).toBeVisible()
    await expectGood(page)
    await tokens.getByRole('button', { name: 'Cancel' }).click()
    await expect(tokens.getByRole('button', { name: 'Revoke: Backup' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(tokens.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await tokens.getByRole('button', { name: 'Revoke: Backup' }).click()
    await expect(page.getByText('API token “Backup” revoked')).toBeVisible()
    await expect(tokens.getByText('No API tokens.')).toBeVisible()
    const response = await elsewhere.request.get('/account/export', { headers: { authorization } })
    expect((await response.json()).apiTokens).toEqual([])
    const resets = page.getByRole('region', { name: 'Password reset links' })
    await resets.getByRole('button', { name: 'Create password reset link' }).click()
    const dialog = page.getByRole('dialog', { name: `Password reset link for ${person.name}` })
    const address = await dialog.getByRole('textbox').inputValue()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await resets.getByRole('button', { name: 'Revoke: Password reset link' }).click()
    await expectGood(page)
    await resets.getByRole('button', { name: 'Revoke: Password reset link' }).click()
    await expect(page.getByText('Password reset link revoked')).toBeVisible()
    await expect(resets.getByText('No open password reset links.')).toBeVisible()
    expect((await elsewhere.request.get(address)).status()).toBe(410)
    await theirs.close()
  })

  // CHECKLIST 65
  test('deleting an account asks for its email address, and the place stays taken', async ({
    page,
    givenPerson,
  }) => {
    const person = await givenPerson()
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    const address = `/admin/people/${await personId(page, person.email)}`
    await page.goto(address)
    const open = page.getByRole('button', { name: 'Delete account' })
    await expect(open).toBeEnabled()
    await open.press('Enter')
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByLabel(`Type ${person.email} to confirm`)
    await confirm.fill('somebody@else.example')
    await expect(dialog.getByRole('button', { name: 'Delete permanently' })).toBeDisabled()
    await expectGood(page)
    await confirm.fill(person.email)
    await confirm.press('Enter')
    await expect(page).toHaveURL(/\/admin\/people$/)
    await expect(page.getByText(`${person.name} deleted`)).toBeVisible()
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
test('when two administrators change a person, the second is told what the first changed', async ({
  page,
  givenPerson,
}) => {
  test.slow()
  const person = await givenPerson()
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  const id = await personId(page, person.email)
  await page.goto(`/admin/people/${id}`)
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeEnabled()
  await page.getByLabel('Name', { exact: true }).fill('Second Thought')
  const headers = { authorization: adminToken }
  const data = { name: 'First Come', rootRole: 2 }
  await page.request.put(`/api/admin/user-admin/${id}`, { headers, data })
  await page.getByRole('button', { name: 'Save changes' }).click()
  const note = page.locator('main').getByRole('alert')
  await expect(note).toContainText('Name is now First Come. Role is now Editor.')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Second Thought')
  await expect(page.getByRole('radio', { name: /^Editor/ })).toBeChecked()
  await expectGood(page)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second Thought')
})

test('the list of people pages forward and back, and a column header reverses its order', async ({
  page,
  request,
  givenPerson,
  givenLink,
}) => {
  const mark = unique()
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink({ rootRole: roleIds.viewer, maxUses: 60 })
  for (let number = 0; number <= 51; number += 1) {
    const name = `Crew ${mark} ${number}`
    const email = `crew-${mark}-${number}@example.org`.toLowerCase()
    const data = { name, email, password }
    const joined = await request.post(`/invite/${link.secret}/signup`, { data })
    expect(joined.status()).toBe(201)
  }
  await page.goto(`/admin/people?q=crew+${mark}`)
  await expect(page.getByText('52 people')).toBeVisible()
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await expect(pages.getByRole('link', { name: 'Previous' })).toHaveCount(0)
  await pages.getByRole('link', { name: 'Next' }).click()
  await expect(page.locator('tbody').getByRole('row')).toHaveCount(2)
  await expect(pages.getByRole('link', { name: 'Next' })).toHaveCount(0)
  await pages.getByRole('link', { name: 'Previous' }).click()
  await expect(page.locator('tbody').getByRole('row')).toHaveCount(50)
  await page.getByRole('columnheader', { name: 'Joined' }).getByRole('link').click()
  await expect(page.locator('tbody').getByRole('row').first()).toContainText(`Crew ${mark} 0`)
})

test('an account is disabled and enabled again from its row in the list', async ({
  page,
  givenPerson,
}) => {
  const person = await givenPerson()
  await enterAsAdmin(page, givenPerson)
  await page.goto(`/admin/people?q=${encodeURIComponent(person.email)}`)
  const actions = page.getByRole('button', { name: `Actions for ${person.name}` })
  await expect(actions).toBeEnabled()
  await actions.press('Enter')
  await page.getByRole('menuitem', { name: 'Disable' }).press('Enter')
  await expect(page.getByRole('row', { name: person.name })).toContainText('Disabled')
  await expectGood(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: person.name })).not.toContainText('Disabled')
})

// CHECKLIST 59
test('the CSV file of people cannot run formulas, and contains what the filter shows', async ({
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
test('only administrators see people', async ({ page, givenPerson }) => {
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
