import type { Browser, BrowserContext } from 'playwright/test'
import { test } from '../scene/fixture'
import type { LinkKey } from '../scene/links'
import type { SceneApp } from '../scene/scene-app'
import { enterAs } from '../scene/visit'
import { expect, unique } from '../support/browser'
import { Counted, type Means, means } from '../support/counted'

// What an administrator does every day, with the mouse alone, the keyboard alone, and on a phone: how many
// decisions it takes from the page where it begins (Counted says what counts).

const [overview, links, requests] = ['/admin', '/admin/links', '/admin/requests']

async function begin(browser: Browser, { url, scene }: SceneApp, by: Means, path: string) {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const desk = { viewport: { width: 1280, height: 800 } }
  const size = by === 'touch' ? phone : desk
  const context = await enterAs(browser, url, { scene, who: 'admin', ...size })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
  const page = await context.newPage()
  await page.goto(path)
  return { context, page, hand: new Counted(page, by) }
}

function clipboardOf(context: BrowserContext): Promise<string> {
  const [page] = context.pages()
  return page ? page.evaluate(() => navigator.clipboard.readText()) : Promise.resolve('')
}

/** A link as the API has it. */
async function linkNow(context: BrowserContext, { scene }: SceneApp, key: LinkKey) {
  const { token } = scene.links[key]
  const response = await context.request.get(`/api/admin/invite-link/tokens/${token}`)
  return await response.json()
}

const day = 86_400_000

for (const by of means) {
  test.describe(`with ${by}`, () => {
    // Each has its own links, so that no test sees the changes of another.
    const extended = ({ mouse: 'japanese', keys: 'long', touch: 'short' } as const)[by]
    const removed = ({ mouse: 'japanese', keys: 'takenBack', touch: 'fullOfFive' } as const)[by]

    test('a link is created and copied in 2 steps', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, links)
      const name = `Regatta ${unique()}`
      await hand.use(page.getByRole('button', { name: 'Create link' }).first())
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
      await hand.type(name)
      await hand.send(dialog.getByRole('button', { name: 'Create link' }))
      await expect(dialog.getByRole('textbox', { name })).toBeVisible()
      await expect.poll(() => clipboardOf(context)).toMatch(/\/invite\/[\w-]{32}$/)
      expect(hand.count).toBe(2)
      await context.close()
    })

    test('the people who joined through a link are shown in 1 step', async ({
      browser,
      sceneApp,
    }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, links)
      const { name } = sceneApp.scene.links.spring
      await hand.use(page.getByRole('link', { name, exact: true }))
      await expect(page.getByText(sceneApp.scene.member.name).first()).toBeVisible()
      expect(hand.count).toBe(1)
      await context.close()
    })

    test('a link is extended in 2 steps', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, links)
      const before = Date.parse((await linkNow(context, sceneApp, extended)).expiresAt)
      const { name } = sceneApp.scene.links[extended]
      await hand.use(page.getByRole('button', { name: `Actions for ${name}`, exact: true }))
      await hand.use(page.getByRole('menuitem', { name: 'Extend by 7 days' }))
      await expect
        .poll(async () => Date.parse((await linkNow(context, sceneApp, extended)).expiresAt))
        .toBe(before + 7 * day)
      expect(hand.count).toBe(2)
      await context.close()
    })

    test('a link is revoked in 2 steps, and restored with Undo', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, links)
      const { name } = sceneApp.scene.links.unused
      const state = async () => (await linkNow(context, sceneApp, 'unused')).state
      await hand.use(page.getByRole('button', { name: `Actions for ${name}`, exact: true }))
      await hand.use(page.getByRole('menuitem', { name: 'Revoke' }))
      await expect.poll(state).toBe('revoked')
      expect(hand.count).toBe(2)
      await hand.use(page.getByRole('button', { name: 'Undo' }))
      await expect.poll(state).toBe('open')
      await context.close()
    })

    test('the people who joined are removed in 3 steps', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, links)
      const { id, name } = sceneApp.scene.links[removed]
      await hand.use(page.getByRole('button', { name: `Actions for ${name}`, exact: true }))
      await hand.use(page.getByRole('menuitem', { name: 'Remove people who joined' }))
      await hand.use(page.getByRole('button', { name: /^(Remove|Disable) \d+ / }))
      await expect
        .poll(async () => {
          const query = new URLSearchParams({ link: id, enabled: 'true' })
          const response = await context.request.get(`/api/admin/user-admin?${query}`)
          return (await response.json()).users.length
        })
        .toBe(0)
      expect(hand.count).toBe(3)
      await context.close()
    })

    test('an invite request is answered in 2 steps', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, overview)
      await hand.use(page.getByRole('link', { name: 'Open requests' }))
      await expect(page).toHaveURL(new RegExp(`${requests}$`))
      const buttons = page.getByRole('button', { name: /^Send a fresh link/ })
      const before = await buttons.count()
      await hand.use(buttons.first())
      await expect.poll(() => buttons.count()).toBe(before - 1)
      expect(hand.count).toBe(2)
      await context.close()
    })

    test('a person is found by name in 2 steps', async ({ browser, sceneApp }) => {
      const { context, page, hand } = await begin(browser, sceneApp, by, overview)
      const { id, name } = sceneApp.scene.member
      await hand.shortcut(
        'ControlOrMeta+k',
        page.getByRole('button', { name: 'Search and commands' }),
      )
      await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
      await hand.type('Countess')
      const option = page.getByRole('option', { name: new RegExp(name) })
      await expect(option).toBeVisible()
      await hand.send(option)
      await expect(page).toHaveURL(new RegExp(`/admin/people/${id}$`))
      expect(hand.count).toBe(2)
      await context.close()
    })
  })
}
