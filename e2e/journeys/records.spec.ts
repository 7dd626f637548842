import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { onEachWidth } from '../support/admin'
import { expect, expectClean, roleIds, signIn, test, unique } from '../support/browser'

/** Opens the palette by its key, once scripts run. */
async function openPalette(page: Page) {
  const box = page.getByRole('combobox', { name: 'Search and commands' })
  await expect(async () => {
    if (!(await box.isVisible())) await page.keyboard.press('Control+k')
    await expect(box).toBeFocused({ timeout: 500 })
  }).toPass()
  return box
}

async function createToken(page: Page, description: string): Promise<string> {
  await page.getByLabel('Description').fill(description)
  await page.getByRole('button', { name: 'Create token' }).click()
  const secret = page.getByLabel('Your new token')
  await expect(secret).toBeVisible()
  return await secret.inputValue()
}

onEachWidth(() => {
  test('activity is shown in sentences, filtered while typing, and downloaded', async ({
    page,
    givenPerson,
    givenLink,
    changeLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const link = await givenLink({ name: `FormFeedback ${unique()}`, maxUses: 5 })
    await changeLink(link, { maxUses: 9 })
    await changeLink(link, { enabled: false })
    await signIn(page, email)
    await page.goto(`/admin/events?link=${encodeURIComponent(link.url)}`)
    const lines = page.getByRole('main').getByRole('listitem')
    const changes = lines.filter({ hasText: `made 2 changes to ${link.name}` })
    await expect(changes).toContainText('Places raised from 5 to 9')
    await expect(changes).toContainText('Paused')
    await expect(changes.getByRole('link', { name: link.name })).toHaveAttribute(
      'href',
      /links\/\w{16}$/,
    )
    await expect(page.getByText('public-signup-token-updated').first()).toBeHidden()
    await changes.locator('summary').click()
    await expect(page.getByText('public-signup-token-updated').first()).toBeVisible()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ])
    expect(download.url()).not.toContain(link.secret)
    const csv = await readFile(await download.path(), 'utf8')
    expect(csv).toContain(`paused ${link.name}`)
    expect(csv).not.toContain(link.secret)
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    await page.getByRole('searchbox', { name: 'Search by person' }).fill('Nobody At All')
    await expect(page.getByRole('alert').first()).toContainText('No person matches')
  })

  test('a sign-up is one line, and the activity of a person is found by name', async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const person = await givenPerson({ name: `Joined ${unique()}` })
    await signIn(page, email)
    await page.goto('/admin/events')
    // Until scripts run, nobody notices what is typed.
    await expect(page.getByRole('button', { name: 'Search and commands' })).toBeEnabled()
    await page.getByRole('searchbox', { name: 'Search by person' }).focus()
    await page.keyboard.type(person.name)
    await expect(page).toHaveURL(/person=/)
    const lines = page.getByRole('main').getByRole('listitem')
    await expect(lines).toHaveText([
      new RegExp(`${person.name} joined through ${person.link.name}`),
    ])
    await lines.getByRole('link', { name: person.name }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(person.name)
  })

  test('a personal API token is created, shown once and revoked, by mouse', async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account/tokens')
    const secret = await createToken(page, 'By mouse')
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'Revoke By mouse' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Revoke By mouse' }).click()
    await page.getByRole('button', { name: 'Revoke this token' }).click()
    await expect(page.getByText('Revoked: By mouse')).toBeVisible()
  })

  test('a personal API token is created, used and revoked, by keyboard alone', async ({
    page,
    givenPerson,
    baseURL,
  }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account')
    await page.getByRole('main').getByRole('link', { name: 'API tokens' }).click()
    await expect(page.getByText('No API tokens yet')).toBeVisible()
    await page.getByLabel('Description').focus()
    await page.keyboard.type('Nightly backup')
    await expect(page.getByRole('button', { name: 'Create token' })).toBeEnabled()
    await page.keyboard.press('Enter')
    const secret = await page.getByLabel('Your new token').inputValue()
    expect(secret).toMatch(/^user:[0-9a-f]{56}$/)
    // Without the browser or the fixture, which have a session.
    const status = async () =>
      (await fetch(`${baseURL}/api/admin/user`, { headers: { authorization: secret } })).status
    expect(await status()).toBe(200)
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    const revoke = page.getByRole('button', { name: 'Revoke Nightly backup' })
    // Until scripts run it is disabled, and cannot have the focus.
    await expect(revoke).toBeEnabled()
    await revoke.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(revoke).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Revoked: Nightly backup')).toBeVisible()
    await expect(page.getByText('No API tokens yet')).toBeVisible()
    expect(await status()).toBe(401)
  })

  test('a second token with the same description shows an error on the field', async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account/tokens')
    await createToken(page, 'Twice')
    await page.getByLabel('Description').fill('Twice')
    await page.getByRole('button', { name: 'Create token' }).click()
    await expect(page.getByText('You already have a token with this description.')).toBeVisible()
  })

  test('the palette opens pages, links and people, by keyboard and by mouse', async ({
    page,
    givenPerson,
    givenLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const link = await givenLink({ name: `Palette ${unique()}` })
    const person = await givenPerson({ name: `Findable ${unique()}` })
    await signIn(page, email)
    await page.goto('/admin/events')
    const box = await openPalette(page)
    await page.keyboard.type('palette')
    await expect(page.getByRole('option', { name: link.name })).toBeVisible()
    await expect(box).toHaveAttribute('aria-activedescendant', /.+/)
    await page.keyboard.press('Escape')
    await expect(box).toBeHidden()
    await openPalette(page)
    await page.keyboard.type('sett')
    await expect(page.getByRole('option').first()).toContainText('Settings')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/admin\/settings$/)
    await page
      .getByRole('button', { name: 'Search and commands' })
      .filter({ visible: true })
      .click()
    await page.keyboard.type(person.name)
    await page.getByRole('option', { name: person.name }).click()
    await expect(page).toHaveURL(/\/admin\/people\/\d+$/)
  })

  test('the palette pauses a link by name, offers Undo, and lists the actions of a link', async ({
    page,
    givenPerson,
    givenLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const link = await givenLink({ name: `Actable ${unique()}` })
    await signIn(page, email)
    await page.goto('/admin/events')
    await openPalette(page)
    await page.keyboard.type(`pause ${link.name}`)
    await expect(page.getByRole('option').first()).toHaveText(`Pause${link.name}`)
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${link.name} paused`, { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('Undone.', { exact: true })).toBeVisible()
    const box = await openPalette(page)
    await page.keyboard.type(link.name)
    await expect(page.getByRole('option').first()).toContainText(link.name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option')).toHaveText([
      `Open${link.name}`,
      `Copy address${link.name}`,
      `Pause${link.name}`,
      `Extend by 7 days${link.name}`,
    ])
    await page.keyboard.press('Backspace')
    await expect(page.getByRole('option').first()).toHaveText('Create link')
    await page.keyboard.press('Escape')
    await expect(box).toBeHidden()
  })
})

// CHECKLIST 55
for (const role of ['viewer', 'editor'] as const) {
  test(`a ${role} who opens an admin page is told so, with a link back`, async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson({ role: roleIds[role] })
    await signIn(page, email)
    for (const path of ['/admin', '/admin/events', '/admin/settings']) {
      expect((await page.goto(path))?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'This page is for administrators',
      )
      await expectClean(page)
    }
    await page.getByRole('link', { name: 'Go to your account' }).click()
    await expect(page).toHaveURL(/\/account$/)
  })
}
