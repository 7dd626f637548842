import { enterAsAdmin } from '../support/admin'
import { expect, test, unique } from '../support/browser'

const group = '/docs/reference/public-signup-tokens'
const create = `${group}/create-public-signup-token`

test('a page is found by keyboard: Ctrl-K, a few letters, an arrow, Enter', async ({ page }) => {
  await page.goto('/docs')
  // Shown once scripts run; before that nobody listens to keys.
  await expect(page.getByRole('button', { name: 'Copy page' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('rotat')
  const found = page.getByRole('search').getByRole('link').first()
  await expect(found).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(found).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Give an invite link a new secret',
  )
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an operation can be read, and pages can be searched', async ({ page }) => {
    await page.goto(`${group}/add-public-signup-token-user`)
    await expect(page.getByText('The address to sign in with').first()).toBeVisible()
    await expect(page.getByText('curl --fail-with-body')).toBeVisible()
    await page.getByRole('searchbox').fill('leaked')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/docs\?q=leaked$/)
    await expect(page.getByRole('main').getByRole('link', { name: /leaked/i })).toBeVisible()
  })

  test('readers say whether a page was helpful, and administrators see how many found it so', async ({
    page,
    givenPerson,
  }) => {
    const path = `${group}/rotate-public-signup-token`
    const question = page.getByRole('form', { name: 'Was this page helpful?' })
    const count = page.getByText('found this page helpful')
    for (const answer of ['Yes', 'No']) {
      await page.goto(path)
      await expect(count).toBeHidden()
      await question.getByRole('button', { name: answer, exact: true }).click()
      await expect(page.getByText('Thank you.')).toBeVisible()
      await expect(page).toHaveURL(`${path}?helpful=${answer.toLowerCase()}#thanks`)
      await expect(question).toBeHidden()
      await expect(count).toBeHidden()
    }
    await enterAsAdmin(page, givenPerson)
    await page.goto(path)
    await expect(question).toBeVisible()
    await expect(count).toHaveText('1 of 2 readers found this page helpful.')
    await page.goto(`${path}?error=RateLimitError`)
    await expect(page.getByRole('alert')).toContainText('Wait a minute, then try again.')
    await expect(question).toBeVisible()
  })
})

test('a visitor who is not signed in gets a sign-in link that leads back', async ({ page }) => {
  await page.goto(create)
  const link = page.getByRole('main').getByRole('link', { name: 'Sign in' })
  expect(await link.getAttribute('href')).toBe(
    `/login?next=${encodeURIComponent(`${create}#try-it`)}`,
  )
})

test('a request is sent from its page: errors show at their field, writes are confirmed, the address has no data', async ({
  page,
  givenPerson,
}) => {
  await enterAsAdmin(page, givenPerson)
  await page.goto(create)
  const name = `Tried ${unique()}`
  const field = (label: string) => page.getByLabel(label, { exact: true })
  const send = page.getByRole('button', { name: 'Send request' })
  const confirm = page.getByRole('button', { name: 'Confirm and send' })
  await field('name required').fill(name)
  await field('expiresAt required').fill(new Date(Date.now() + 3_600_000).toISOString())
  await field('maxUses').fill('many')
  await send.click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(send).toBeVisible()
  await send.click()
  await expect(page.getByText('POST /api/admin/invite-link/tokens', { exact: true })).toBeVisible()
  await confirm.click()
  await expect(page.getByText('400 Bad Request')).toBeVisible()
  await expect(field('maxUses')).toHaveAccessibleDescription(/whole number from 1 to/)
  await field('maxUses').fill('7')
  await send.click()
  await confirm.click()
  await expect(page.getByText('201 Created')).toBeVisible()
  await expect(page.locator('.docs-answer')).toContainText(`"name": "${name}"`)
  await expect(page.locator('.docs-answer')).toContainText('"maxUses": 7')
  expect(new URL(page.url()).search).toBe('')
})

test('a page is copied as Markdown, and a code sample unchanged', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto(`${group}/validate-public-signup-token`)
  await page.getByRole('button', { name: 'Copy page' }).click()
  await expect(page.getByText('Copied').first()).toBeVisible()
  expect(await clipboard()).toMatch(/^# Check whether an invite link can be used now\n/)
  await page.getByRole('button', { name: 'Copy this code' }).first().click()
  await expect.poll(clipboard).toMatch(/^curl --fail-with-body 'http/)
})

test('neither a double click nor a second Enter confirms a write, and no value leads to another operation', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink()
  const writes: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'DELETE') writes.push(new URL(request.url()).pathname)
  })
  await page.goto(`${group}/revoke-public-signup-token`)
  const token = page.getByLabel('token required')
  const send = page.getByRole('button', { name: 'Send request' })
  for (const value of ['', '.', '..']) {
    await token.fill(value)
    await send.click()
    await expect(token).toHaveAccessibleDescription(/Enter a value/)
  }
  await token.fill(link.secret)
  await send.dblclick()
  await expect(page.getByText('This changes real data')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await token.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This changes real data')).toBeVisible()
  expect(writes).toEqual([])
  await page.getByRole('button', { name: 'Confirm and send' }).click()
  await expect(page.getByText('200 OK')).toBeVisible()
  expect(writes).toEqual([`/api/admin/invite-link/tokens/${link.secret}`])
})

test('who tries sign-up stays signed in as before', async ({ page, givenPerson, givenLink }) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink()
  await page.goto(`${group}/add-public-signup-token-user`)
  await page.getByLabel('token required').fill(link.secret)
  await page.getByLabel('email required').fill(`tried-${unique()}@example.org`)
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('button', { name: 'Confirm and send' }).click()
  await expect(page.getByText('201 Created')).toBeVisible()
  await page.goto('/admin')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
})
