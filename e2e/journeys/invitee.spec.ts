import { adminToken } from '../support/app'
import { expect, password, test, unique } from '../support/browser'

const inAWeek = () => new Date(Date.now() + 7 * 24 * 3_600_000).toISOString()

// CHECKLIST U11: everything with scripts and without.
for (const javaScriptEnabled of [true, false]) {
  test.describe(`an invitee ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    // CHECKLIST U23
    test('signs up and sees the welcome page', async ({ page, givenLink }) => {
      const { url } = await givenLink()
      await page.goto(url)
      await page.getByLabel('Name', { exact: true }).fill('Grace Hopper')
      await page.getByLabel('Email address').fill(`grace-${unique()}@example.org`)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Join as Viewer' }).click()
      await expect(page).toHaveURL('/welcome')
      await expect(page.getByRole('heading', { name: 'Welcome, Grace Hopper' })).toBeVisible()
      // Nothing is posted again.
      await page.reload()
      await expect(page.getByRole('heading', { name: 'Welcome, Grace Hopper' })).toBeVisible()
    })

    const cases = [
      { of: 'a taken email address', email: 'taken', says: /already an account with this email/ },
      {
        of: 'a common password',
        password: 'password12345',
        says: /on the lists that attackers try/,
      },
      {
        of: 'their own name as password',
        password: 'Grace Brewster Hopper',
        says: /too similar to your name/,
      },
      { of: 'a name that is only spaces', name: '   ', says: /Enter a name/ },
      { of: 'a username like an email address', username: 'a@b', says: /cannot contain @/ },
    ]
    for (const one of cases) {
      test(`is told about ${one.of}, and keeps what was typed`, async ({
        page,
        givenLink,
        givenPerson,
      }) => {
        const { url } = await givenLink()
        const email =
          one.email === 'taken' ? (await givenPerson()).email : `grace-${unique()}@example.org`
        await page.goto(url)
        await page.getByLabel('Name', { exact: true }).fill(one.name ?? 'Grace Brewster Hopper')
        await page.getByLabel('Email address').fill(email)
        await page.getByLabel('Password', { exact: true }).fill(one.password ?? password)
        if (one.username) {
          await page.getByText('Add a username').click()
          await page.getByLabel('Username').fill(one.username)
        }
        await page.getByRole('button', { name: 'Join as Viewer' }).click()
        const summary = page.getByRole('alert').getByRole('listitem')
        await expect(summary).toHaveText(one.says)
        await expect(page.getByLabel('Email address')).toHaveValue(email)
        expect(page.url()).not.toContain(encodeURIComponent(email))
        expect(page.url()).not.toContain('password12345')
      })
    }

    // CHECKLIST U17
    test('is told why when the last place is taken while they type', async ({
      page,
      givenLink,
      request,
    }) => {
      const link = await givenLink({ maxUses: 1 })
      await page.goto(link.url)
      await page.getByLabel('Name', { exact: true }).fill('Late Larry')
      await page.getByLabel('Email address').fill(`late-${unique()}@example.org`)
      await page.getByLabel('Password', { exact: true }).fill(password)
      const data = { name: 'Early Erna', email: `early-${unique()}@example.org`, password }
      const first = await request.post(`/invite/${link.secret}/signup`, { data })
      expect(first.status()).toBe(201)
      await page.getByRole('button', { name: 'Join as Viewer' }).click()
      await expect(page.getByRole('heading', { name: 'All places are taken' })).toBeVisible()
      await expect(page).toHaveTitle('All places are taken · Foyer')
      // There for the form that asks for a new invite, which nobody has sent.
      await expect(page.locator('main').getByRole('alert')).toBeEmpty()
    })

    test('sees a separate page with its own status for each state of a link', async ({
      page,
      givenLink,
      changeLink,
      request,
    }) => {
      const visit = async (url: string, status: number, heading: string) => {
        const response = await page.goto(url)
        expect(response?.status()).toBe(status)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
        await expect(page).toHaveTitle(`${heading} · Foyer`)
      }
      await visit('/invite/nonsense', 404, 'This link does not work')
      await visit(`/invite/${'A'.repeat(32)}`, 404, 'This link does not work')
      const paused = await givenLink()
      await changeLink(paused, { enabled: false })
      await visit(paused.url, 403, 'This invite is paused')
      const soon = await givenLink({ startsAt: new Date(Date.now() + 3_600_000).toISOString() })
      await visit(soon.url, 403, 'This invite is not open yet')
      const full = await givenLink({ maxUses: 1 })
      const data = { name: 'Only One', email: `one-${unique()}@example.org`, password }
      await request.post(`/invite/${full.secret}/signup`, { data })
      await visit(full.url, 410, 'All places are taken')
      const revoked = await givenLink({ expiresAt: inAWeek() })
      await request.delete(`/api/admin/invite-link/tokens/${revoked.secret}`, {
        headers: { authorization: adminToken },
      })
      await visit(revoked.url, 410, 'This invite has been revoked')
    })

    test('who is already signed in is told so, and can use the invite as somebody else', async ({
      page,
      givenLink,
      givenPerson,
    }) => {
      const { email, name } = await givenPerson()
      await page.goto('/login')
      await page.getByLabel('Email address or username').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL('/account')
      const { url } = await givenLink()
      await page.goto(url)
      await expect(page.getByText(`You are signed in as ${name} (${email}).`)).toBeVisible()
      await page.getByRole('button', { name: 'Sign out and use this invite' }).click()
      await expect(page).toHaveURL(url)
      await expect(page.getByRole('button', { name: 'Join as Viewer' })).toBeVisible()
    })

    test('sees one error message for a wrong password', async ({ page, givenPerson }) => {
      const { email } = await givenPerson()
      await page.goto('/login')
      await page.getByLabel('Email address or username').fill(email)
      await page.getByLabel('Password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert').getByRole('listitem')).toContainText('is wrong')
    })
  })
}

// CHECKLIST 22
test('previews and prefetches change nothing', async ({ request, givenLink }) => {
  const link = await givenLink({ maxUses: 1 })
  const agents = ['Slackbot-LinkExpanding 1.0', 'Discordbot/2.0', 'WhatsApp/2.23', '']
  for (const agent of agents) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const headers = { 'user-agent': agent, 'sec-purpose': 'prefetch;prerender' }
      const response = await request.fetch(link.url, { method, headers })
      expect(response.headers()['set-cookie']).toBeUndefined()
    }
  }
  const headers = { authorization: adminToken }
  const state = await request.get(`/api/admin/invite-link/tokens/${link.secret}`, { headers })
  expect(await state.json()).toMatchObject({ useCount: 0, state: 'open', users: [] })
})

// CHECKLIST U9, U10: 320 px is 400 % of 1280, 640 px is 200 %.
test('no page scrolls horizontally, however narrow or magnified', async ({
  page,
  givenStates,
  givenLink,
  givenPerson,
}) => {
  const { url } = await givenLink({ maxUses: 3 })
  const { email } = await givenPerson({ name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2) })
  const expectNoOverflow = async (addresses: string[]) => {
    for (const address of addresses) {
      await page.goto(address)
      for (const width of [320, 390, 640, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, `${address} at ${width}`).toBe(0)
      }
    }
  }
  const closed = Object.values(await givenStates())
  await expectNoOverflow([url, `${url}?lang=de`, '/login?lang=en', '/', '/none', ...closed])
  await page.request.post('/auth/simple/login', { data: { username: email, password } })
  await expectNoOverflow([url, '/welcome', '/account', '/account?lang=de', '/admin?lang=de'])
})
