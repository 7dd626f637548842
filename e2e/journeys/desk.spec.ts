import { expect, roleIds, signIn, test } from '../support/browser'
import { watchTransfer } from '../support/transfer'

const budget = 260_000

test('an admin page loads at most 260 kB of scripts, compressed', async ({ page, givenPerson }) => {
  const { email } = await givenPerson({ role: roleIds.admin })
  await signIn(page, email)
  const transfers = await watchTransfer(page)
  for (const path of ['/admin', '/admin/links', '/admin/people', '/admin/settings']) {
    const before = transfers().length
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    const scripts = transfers()
      .slice(before)
      .filter(({ kind }) => kind === 'Script')
    expect(scripts.length, path).toBeGreaterThan(0)
    expect(
      scripts.reduce((sum, { bytes }) => sum + bytes, 0),
      path,
    ).toBeLessThanOrEqual(budget)
  }
})

test('moving between admin pages loads no document', async ({ page, watch, givenPerson }) => {
  await watch(page.context())
  const { email } = await givenPerson({ role: roleIds.admin })
  await signIn(page, email)
  await page.goto('/admin')
  const documents: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'document') documents.push(request.url())
  })
  const area = page.getByRole('navigation', { name: 'Admin area' })
  for (const name of ['Links', 'Requests', 'People', 'Activity', 'Settings', 'Overview']) {
    const link = area.getByRole('link', { name })
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
  }
  expect(documents).toEqual([])
})
