import { enter, expectGood, linkId, onEachWidth } from '../support/admin'
import { expect, password, roleIds, test, unique } from '../support/browser'

onEachWidth(() => {
  test('everyone who came through a link is looked at, disabled, and let in again', async ({
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
    await page.goto(`/admin/links/${linkId(link)}/rollback`)
    await expect(page.getByText('2 people joined since')).toBeVisible()
    for (const email of emails) await expect(page.getByText(email, { exact: true })).toBeVisible()
    await expect(page.getByLabel('Also pause the link')).toBeChecked()
    await expectGood(page)
    const disable = page.getByRole('button', { name: 'Disable 2 people' })
    await disable.focus()
    await disable.press('Enter')
    await expect(page.getByText('2 people disabled and signed out.')).toBeVisible()
    await expect(page.getByText('There is nobody to disable')).toBeVisible()
    await expectGood(page)
    const data = { username: emails[0], password }
    expect((await request.post('/auth/simple/login', { data })).status()).toBe(401)
    expect((await request.get(`/invite/${link.secret}/validate`)).status()).toBe(400)
    await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('2 people can sign in again')).toBeVisible()
    expect((await request.post('/auth/simple/login', { data })).status()).toBe(200)
    await expect(page.getByText('Undone').last()).toBeVisible()
    await expect(page.getByText('The link is already paused')).toBeVisible()
  })

  test('who undoes their own link stays, and reads so', async ({ page, request, givenLink }) => {
    const link = await givenLink({ rootRole: roleIds.admin })
    const email = `self-${unique()}@example.org`
    const data = { name: 'Own Goal', email, password }
    await request.post(`/invite/${link.secret}/signup`, { data })
    await enter(page, email)
    await page.goto(`/admin/links/${linkId(link)}/rollback`)
    await expect(page.getByText('Own Goal stays enabled: this is you.')).toBeVisible()
    await expect(page.getByText('There is nobody to disable')).toBeVisible()
    await expectGood(page)
  })
})

test('since a date and time of one’s own', async ({ page, request, givenLink, givenPerson }) => {
  const link = await givenLink()
  const email = `now-${unique()}@example.org`
  await request.post(`/invite/${link.secret}/signup`, { data: { name: 'Now', email, password } })
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  await page.goto(`/admin/links/${linkId(link)}/rollback`)
  await page.getByLabel('Or joined since').fill('2099-01-01T12:00')
  await page.getByRole('button', { name: 'Show people' }).click()
  await expect(page).toHaveURL(/since=2099-01-01T/)
  await expect(page.getByText('There is nobody to disable')).toBeVisible()
  await page.getByRole('link', { name: 'Last hour' }).click()
  await expect(page.getByText('1 person joined since')).toBeVisible()
})

// CHECKLIST 55
test('a link that is none is a 404, an editor gets a 403', async ({
  page,
  givenLink,
  givenPerson,
}) => {
  const link = await givenLink()
  await enter(page, (await givenPerson({ role: roleIds.editor })).email)
  const undo = (id: string) => page.request.get(`/admin/links/${id}/rollback`)
  expect((await undo(linkId(link))).status()).toBe(403)
  await enter(page, (await givenPerson({ role: roleIds.admin })).email)
  expect((await undo(linkId(link))).status()).toBe(200)
  expect((await undo('0'.repeat(16))).status()).toBe(404)
})
