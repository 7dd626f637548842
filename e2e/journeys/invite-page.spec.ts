import { adminToken } from '../support/app'
import { expect, expectClean, password, test, unique } from '../support/browser'
import { watchTransfer } from '../support/transfer'

/** A promise to wait for, and the function that resolves it. */
function gate() {
  const waiting: (() => void)[] = []
  const held = new Promise<void>((resolve) => waiting.push(resolve))
  return { held, release: () => waiting[0]?.() }
}

test.describe('the form', () => {
  // CHECKLIST U1, U2, U3, 43
  test('tells browsers and password managers what each field is', async ({ page, givenLink }) => {
    await page.goto((await givenLink()).url)
    const form = page.locator('main form')
    await expect(form).toHaveAttribute('method', 'post')
    const name = page.locator('#name')
    const email = page.locator('#email')
    const secret = page.locator('#password')
    await expect(name).toHaveAttribute('autocomplete', 'name')
    await expect(email).toHaveAttribute('autocomplete', 'username')
    await expect(email).toHaveAttribute('type', 'email')
    await expect(email).toHaveAttribute('inputmode', 'email')
    await expect(email).toHaveAttribute('autocapitalize', 'none')
    await expect(email).toHaveAttribute('spellcheck', 'false')
    await expect(secret).toHaveAttribute('autocomplete', 'new-password')
    await expect(secret).toHaveAttribute('passwordrules', /minlength: 12; maxlength: 256/)
    await expect(secret).toHaveAttribute('minlength', '12')
    await expect(page.locator('#username')).toHaveAttribute('autocomplete', 'username')
    await expect(page.locator('#username')).toBeHidden()
    await expect(page.locator('main input:not([type=hidden])')).toHaveCount(4)
    await secret.evaluate((input: HTMLInputElement, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text', text)
      const paste = new ClipboardEvent('paste', { clipboardData, cancelable: true })
      if (!input.dispatchEvent(paste)) throw new Error('Paste is blocked.')
    }, password)
  })

  test('loads at most 175 kB in 12 files, all from its own host', async ({ page, givenLink }) => {
    const { url } = await givenLink()
    const transfers = await watchTransfer(page)
    await page.goto(url, { waitUntil: 'networkidle' })
    await expect(page.getByRole('button', { name: 'Show password' })).toBeVisible()
    const transferred = transfers()
    expect(transferred.length).toBeGreaterThan(3)
    expect(transferred.length).toBeLessThanOrEqual(12)
    const total = transferred.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(total).toBeLessThanOrEqual(175_000)
    const { host } = new URL(url)
    for (const transfer of transferred) expect(new URL(transfer.url).host).toBe(host)
  })

  // CHECKLIST U4
  test('shows the password on demand, keeps the caret, and hides it on submit', async ({
    page,
    givenLink,
  }) => {
    await page.goto((await givenLink()).url)
    const secret = page.locator('#password')
    const toggle = page.getByRole('button', { name: 'Show password' })
    // It appears once scripts run.
    await expect(toggle).toBeVisible()
    await secret.fill('correct')
    await secret.evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 3))
    await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    await toggle.click()
    await expect(secret).toHaveAttribute('type', 'text')
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')
    await expect(secret).toBeFocused()
    expect(await secret.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(3)
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(secret).toHaveAttribute('type', 'password')
  })

  // CHECKLIST U5
  test('shows the password rules before typing, and the strength while typing', async ({
    page,
    givenLink,
  }) => {
    await page.goto((await givenLink()).url)
    const secret = page.locator('#password')
    const described = (await secret.getAttribute('aria-describedby'))?.split(' ') ?? []
    const rules = page.locator(described.map((id) => `#${id}`).join(','))
    await expect(rules).toContainText('At least 12 characters')
    await secret.pressSequentially('aaaa')
    await expect(page.getByText('Easy to guess so far.')).toBeVisible()
    await secret.fill('correct horse battery staple moon')
    await expect(page.getByText('Hard to guess. Good.')).toBeVisible()
  })

  // CHECKLIST U7, U8
  test('moves the focus to the list of errors, which links to the fields', async ({
    page,
    givenLink,
  }) => {
    await page.goto((await givenLink()).url)
    await page.getByLabel('Email address').fill('nowhere')
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    const summary = page.getByRole('alert').locator('[tabindex="-1"]')
    await expect(summary).toBeFocused()
    await expect(page).toHaveTitle(/^Error: /)
    await page.getByRole('link', { name: 'Enter an email address like' }).click()
    const email = page.getByLabel('Email address')
    await expect(email).toBeFocused()
    await expect(email).toHaveAttribute('aria-invalid', 'true')
    await expect(email).toHaveAccessibleDescription(/Enter an email address like/)
    await expect(email).toHaveValue('nowhere')
  })

  // CHECKLIST U10
  test('and the pages after it can be used by keyboard alone', async ({ page, givenLink }) => {
    await page.goto((await givenLink()).url)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Kay Board')
    await page.keyboard.press('Tab')
    await page.keyboard.type(`kay-${unique()}@example.org`)
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Welcome, Kay Board' })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Continue' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/account')
    for (const next of ['Skip to content', 'Sign out']) {
      await page.keyboard.press('Tab')
      await expect(page.locator(':focus')).toHaveText(next)
    }
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/login')
  })

  test('sends the password once, and leaves it in no address, cookie or storage', async ({
    page,
    givenLink,
  }) => {
    const sent: string[] = []
    page.on('request', (request) => {
      const body = request.postData() ?? ''
      if (`${request.url()} ${body}`.includes('horse')) sent.push(request.url())
    })
    const { url } = await givenLink()
    await page.goto(url)
    await page.getByLabel('Name', { exact: true }).fill('Grace')
    await page.getByLabel('Email address').fill(`grace-${unique()}@example.org`)
    await page.getByLabel('Password', { exact: true }).pressSequentially(password)
    expect(sent).toEqual([])
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(page).toHaveURL('/welcome')
    expect(sent).toEqual([`${url}/signup`])
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    )
    expect(kept + JSON.stringify(await page.context().cookies())).not.toContain('horse')
  })

  test('shows that it is busy on a slow connection, and cannot be submitted twice', async ({
    page,
    givenLink,
  }) => {
    const { url } = await givenLink()
    await page.goto(url)
    const { held, release } = gate()
    let posts = 0
    await page.route('**/signup', async (route) => {
      posts += 1
      await held
      await route.continue()
    })
    await page.getByLabel('Name', { exact: true }).fill('Slow Sally')
    await page.getByLabel('Email address').fill(`slow-${unique()}@example.org`)
    await page.getByLabel('Password', { exact: true }).fill(password)
    const button = page.getByRole('button', { name: /Join/ })
    await button.click()
    await expect(button).toHaveAttribute('aria-busy', 'true')
    await expect(button).toHaveText('Joining')
    await button.click()
    await page.getByLabel('Name', { exact: true }).press('Enter')
    release()
    await expect(page).toHaveURL('/welcome')
    expect(posts).toBe(1)
  })

  test('keeps what was typed while there is no network', async ({ page, context, givenLink }) => {
    await page.goto((await givenLink()).url)
    await page.getByLabel('Name', { exact: true }).fill('Off Line')
    await page.getByLabel('Email address').fill(`off-${unique()}@example.org`)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(page.locator('main').getByRole('alert')).toContainText('You seem to be offline.')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Off Line')
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue(password)
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(page).toHaveURL('/welcome')
  })

  test('keeps what was typed before the scripts were loaded', async ({ page, givenLink }) => {
    const { held, release } = gate()
    await page.route('**/*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto((await givenLink()).url, { waitUntil: 'commit' })
    await page.getByLabel('Name', { exact: true }).fill('Early Bird')
    release()
    await page.getByRole('button', { name: 'Show password' }).waitFor()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Early Bird')
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(2)
  })
})

test('a person whose browser blocks cookies is told so', async ({ page, givenLink }) => {
  await page.route('**/signup', async (route) => {
    const response = await route.fetch()
    const { 'set-cookie': _, ...headers } = response.headers()
    // The fetch above has kept the cookie; this browser would not have.
    await page.context().clearCookies()
    await route.fulfill({ response, headers })
  })
  await page.goto((await givenLink()).url)
  await page.getByLabel('Name', { exact: true }).fill('No Cookie')
  await page.getByLabel('Email address').fill(`no-cookie-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page.getByText('If this browser blocks cookies')).toBeVisible()
})

// CHECKLIST U15, U16
test('visitors can request a new invite on the page of a revoked link', async ({
  page,
  givenLink,
  request,
}) => {
  const link = await givenLink()
  const headers = { authorization: adminToken }
  const path = `/api/admin/invite-link/tokens/${link.secret}`
  await request.delete(path, { headers })
  await page.goto(link.url)
  await expectClean(page)
  await page.getByLabel('Email address').fill('late@example.org')
  await page.getByRole('button', { name: 'Request a new invite' }).click()
  await expect(page.getByText('Request sent.')).toBeVisible()
  const { requests } = await (await request.get(`${path}/requests`, { headers })).json()
  expect(requests).toMatchObject([{ email: 'late@example.org' }])
})

// CHECKLIST U15
test('a scheduled link shows when it opens, also as a calendar entry', async ({
  page,
  givenLink,
}) => {
  const startsAt = new Date(Date.now() + 3 * 3_600_000 + 60_000).toISOString()
  const { url } = await givenLink({ startsAt })
  await page.goto(url)
  await expect(page.getByText('It opens in 3 hours')).toBeVisible()
  await expect(page.locator('time')).toHaveAttribute('datetime', startsAt)
  const file = await page.request.get(`${url}/calendar`)
  expect(file.headers()['content-type']).toContain('text/calendar')
  const stamp = startsAt.slice(0, 19).replace(/[-:]/g, '')
  expect(await file.text()).toContain(`DTSTART:${stamp}Z`)
})

// CHECKLIST U18
test('the page shows what the invite is for, the role, the places left and what is stored', async ({
  page,
  givenLink,
}) => {
  await page.goto((await givenLink({ maxUses: 5 })).url)
  await expect(page.getByText(/You have been invited to Foyer at localhost/)).toBeVisible()
  await expect(page.getByText('Viewer: you can view, but not edit')).toBeVisible()
  await expect(page.getByText('5 of 5 places left')).toBeVisible()
  await expect(page.getByText(/^We store your name, your email address/)).toBeVisible()
})

// CHECKLIST U21
test('the link preview is the same for valid and invalid links, without their name or secret', async ({
  request,
  givenLink,
}) => {
  const { url, secret } = await givenLink({ name: 'Secret name' })
  const tagsOf = async (address: string) => {
    const html = await (await request.get(address)).text()
    return html.match(/<meta (?:property="og:|name="twitter:)[^>]*>/g)?.toSorted() ?? []
  }
  const good = await tagsOf(url)
  expect(good.length).toBeGreaterThanOrEqual(9)
  expect(await tagsOf(`/invite/${'A'.repeat(32)}`)).toEqual(good)
  expect(good.join()).not.toContain(secret)
  expect(good.join()).not.toContain('Secret name')
  const image = /property="og:image" content="([^"]+)"/.exec(good.join())?.[1] ?? ''
  const answer = await request.get(image)
  expect(answer.headers()['content-type']).toBe('image/png')
})

// CHECKLIST 46
test('signing up creates a new session, whatever cookie the browser had', async ({
  page,
  context,
  givenLink,
  baseURL,
}) => {
  const planted = 'planted-session-id.planted-secret'
  await context.addCookies([{ name: 'foyer', value: planted, url: baseURL ?? '' }])
  await page.goto((await givenLink()).url)
  await page.getByLabel('Name', { exact: true }).fill('Fixed Fred')
  await page.getByLabel('Email address').fill(`fred-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page).toHaveURL('/welcome')
  const cookie = (await context.cookies()).find(({ name }) => name === 'foyer')
  expect(cookie?.value).not.toBe(planted)
  // CHECKLIST 47, as plain http has it.
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false })
  const old = await page.request.get('/api/admin/user', { headers: { cookie: `foyer=${planted}` } })
  expect(old.status()).toBe(401)
})

// CHECKLIST 52
test('a name is shown as text, whatever it contains', async ({ page, givenLink }) => {
  await page.goto((await givenLink()).url)
  const name = '<img src=x onerror=alert(1)> \u202Eevil\u200B [x](javascript:alert(1))'
  page.on('dialog', () => {
    throw new Error('A script in a name ran.')
  })
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Email address').fill(`img-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(
    'Welcome, <img src=x onerror=alert(1)> evil [x](javascript:alert(1))',
  )
  expect(await page.locator('main img').count()).toBe(0)
})

// CHECKLIST U9, U10, U20
test.describe('the form stays readable', () => {
  for (const [zoom, width] of [
    ['200 %', 640],
    ['400 %', 320],
  ] as const) {
    test(`at ${zoom} zoom, without horizontal scrolling`, async ({ page, givenLink }) => {
      await page.setViewportSize({ width, height: 512 })
      await page.goto((await givenLink({ maxUses: 3 })).url)
      await page.getByRole('button', { name: 'Join as Viewer' }).click()
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(await overflow()).toBeLessThanOrEqual(0)
      // WCAG 1.4.12: wider spacing of text.
      await page.evaluate(() => {
        const spacing = new CSSStyleSheet()
        spacing.replaceSync(
          '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
        )
        document.adoptedStyleSheets.push(spacing)
      })
      expect(await overflow()).toBeLessThanOrEqual(0)
    })
  }

  test('in forced colours: controls have a border, and errors are shown', async ({
    page,
    givenLink,
  }) => {
    await page.emulateMedia({ forcedColors: 'active' })
    await page.goto((await givenLink()).url)
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    for (const control of await page.locator('main input:visible, main button:visible').all()) {
      const width = await control.evaluate((element) => getComputedStyle(element).borderTopWidth)
      expect(width).not.toBe('0px')
    }
    await expect(page.locator('#name-error')).toBeVisible()
    await expectClean(page)
  })
})
