import { enter, expectGood, linkId, onEachWidth, rowOf } from '../support/admin'
import { expect, password, roleIds, test, unique } from '../support/browser'

onEachWidth(() => {
  test('everyone who joined through a link is previewed, removed, and restored', async ({
    page,
    request,
    givenLink,
    givenPerson,
  }) => {
    const link = await givenLink()
    const emails = [`one-${unique()}@example.org`, `two-${unique()}@example.org`]
    for (const email of emails) {
      const data = { name: `Guest of ${email}`, email, password }
      await request.post(`/invite/${link.secret}/signup`, { data })
    }
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    // Three clicks from the page of the link.
    await page.goto(`/admin/links/${linkId(link)}`)
    await page.getByRole('button', { name: `Actions for ${link.name}` }).click()
    await page.getByRole('menuitem', { name: 'Remove people who joined' }).click()
    await expect(page.getByText('2 people joined since')).toBeVisible()
    for (const email of emails) await expect(rowOf(page, email)).toBeVisible()
    await expect(page.getByLabel('Also pause the link')).toBeChecked()
    await expectGood(page)
    const remove = page.getByRole('button', { name: 'Remove 2 people' })
    await remove.focus()
    await remove.press('Enter')
    await expect(page.getByText('2 people removed and signed out.')).toBeVisible()
    await expect(page.getByText('Nobody to remove')).toBeVisible()
    await expectGood(page)
    const data = { username: emails[0], password }
    expect((await request.post('/auth/simple/login', { data })).status()).toBe(401)
    expect((await request.get(`/invite/${link.secret}/validate`)).status()).toBe(400)
    // Above the form, before earlier removals.
    await expect(page.getByRole('region', { name: 'Earlier removals' })).toHaveCount(0)
    await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('2 people can sign in again')).toBeVisible()
    expect((await request.post('/auth/simple/login', { data })).status()).toBe(200)
    await expect(page.getByText('Undone').last()).toBeVisible()
    await expect(page.getByText('The link is paused')).toBeVisible()
  })

  test('an administrator who joined through the link is not removed, and is told so', async ({
    page,
    request,
    givenLink,
  }) => {
    const link = await givenLink({ rootRole: roleIds.admin })
    const email = `self-${unique()}@example.org`
    const data = { name: 'Own Goal', email, password }
    await request.post(`/invite/${link.secret}/signup`, { data })
    await enter(page, email)
    await page.goto(`/admin/links/${linkId(link)}/rollback`)
    await expect(page.getByText('Own Goal stays: this is you.')).toBeVisible()
    await expect(page.getByText('Nobody to remove')).toBeVisible()
    await expectGood(page)
  })
})

test('people who joined since a chosen date and time can be selected', async ({
  page,
  request,
  givenLink,
  givenPerson,
}) => {
  const link = await givenLink()
  const email = `now-${unique()}@example.org`
  await request.post(`/invite/${link.secret}/signup`, { data: { name: 'Now', email, password } })
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  await page.goto(`/admin/links/${linkId(link)}/rollback`)
  await page.getByLabel('Or since a date and time').fill('2099-01-01T12:00')
  await page.getByRole('button', { name: 'Show people' }).click()
  await expect(page).toHaveURL(/since=2099-01-01T/)
  await expect(page.getByText('Nobody to remove')).toBeVisible()
  await page.getByRole('link', { name: 'Last hour' }).click()
  await expect(page.getByText('1 person joined since')).toBeVisible()
})

// CHECKLIST 55
test('an unknown link is a 404, an editor gets a 403', async ({ page, givenLink, givenPerson }) => {
  const link = await givenLink()
  await enter(page, (await givenPerson({ role: roleIds.editor })).email)
  const rollback = (id: string) => page.request.get(`/admin/links/${id}/rollback`)
  expect((await rollback(linkId(link))).status()).toBe(403)
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  expect((await rollback(linkId(link))).status()).toBe(200)
  expect((await rollback('0'.repeat(16))).status()).toBe(404)
})
