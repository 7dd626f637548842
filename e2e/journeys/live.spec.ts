import { expect, roleIds, signIn, test, unique } from '../support/browser'

test('changes by others appear on an open admin page within three seconds', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  const { email } = await givenPerson({ role: roleIds.admin })
  await signIn(page, email)
  const streams = page.waitForResponse(/\/api\/admin\/stream$/)
  await page.goto('/admin/events')
  await streams
  const link = await givenLink({ name: `Live ${unique()}` })
  await expect(page.getByText(link.name).first()).toBeVisible({ timeout: 3_000 })
})

test('the sign-up form reports once that somebody started it, and opens no stream', async ({
  page,
  givenLink,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
  const { url } = await givenLink()
  await page.goto(url)
  const answered = page.waitForResponse(`${url}/started`)
  await page.getByLabel('Name', { exact: true }).pressSequentially('Ada')
  await page.getByLabel('Email address').pressSequentially('ada@example.org')
  expect((await answered).status()).toBe(204)
  expect(asked.filter((one) => one.endsWith('/started'))).toEqual([`POST ${url}/started`])
  expect(asked.filter((one) => one.includes('/stream'))).toEqual([])
})
