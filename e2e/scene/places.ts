import type { Page } from 'playwright'
import { inviteStates } from '@/lib/signup-token-state'
import { docsPlaces } from './docs-places'
import type { Scene } from './fill-scene'
import type { LinkKey } from './links'
import { inEveryLanguage } from './words'

// Every page and every dialog, menu and panel of it: what the sweep, axe and the pictures go through.

export const visitors = ['guest', 'member', 'admin'] as const

export type Visitor = (typeof visitors)[number]

export type Place = {
  name: string
  /** The folder of its page.tsx under app/; places.spec.ts finds pages without a place. */
  page: string
  who: Visitor
  path: (scene: Scene) => string
  /** Opens or does what this place is about. */
  open?: (page: Page) => Promise<void>
  /** Whether it is in English whatever the language of the visitor: then one language is enough. */
  inEnglish?: boolean
  /** The widths at which it is there. */
  from?: number
  to?: number
}

/** Pages that no visit shows, and why. */
export const unvisited = {
  unavailable: 'only while the database does not answer (e2e/faults/database-away.spec.ts)',
} as const

const visible = (page: Page, role: 'button' | 'menuitem', name: string) =>
  page
    .getByRole(role, { name: inEveryLanguage(name) })
    .filter({ visible: true })
    .first()

/** Presses the first button that has this English name, in the language of the page. */
const click = (name: string) => (page: Page) => visible(page, 'button', name).click()

/** Opens the menu of the link whose page this is, or of the first row of a list. */
const openMenu = (page: Page) =>
  page.locator('main button[aria-haspopup=menu]:visible').first().click()

/** Chooses from that menu. */
const choose = (name: string) => async (page: Page) => {
  await openMenu(page)
  await visible(page, 'menuitem', name).click()
  await page.getByRole('dialog').waitFor()
}

const invite =
  (key: LinkKey, query = '') =>
  ({ links }: Scene) =>
    `/invite/${links[key].token}${query}`

const link =
  (key: LinkKey, rest = '') =>
  ({ links }: Scene) =>
    `/admin/links/${links[key].id}${rest}`

const person =
  (who: 'admin' | 'member' | 'disabled') =>
  (scene: Scene): string =>
    `/admin/people/${scene[who].id}`

const publicPlaces: Place[] = [
  { name: 'start', page: '', who: 'guest', path: () => '/' },
  { name: 'not-found', page: '', who: 'guest', path: () => '/nothing-here' },
  { name: 'login', page: 'login', who: 'guest', path: () => '/login' },
  {
    name: 'login-refused',
    page: 'login',
    who: 'guest',
    path: () => '/login?error=PasswordMismatch',
  },
  { name: 'form', page: 'invite/[token]', who: 'guest', path: invite('spring') },
  { name: 'form-long-name', page: 'invite/[token]', who: 'guest', path: invite('oneWord') },
  {
    name: 'form-errors',
    page: 'invite/[token]',
    who: 'guest',
    path: invite('nearlyFull'),
    open: async (page) => {
      await page.locator('main form button[type=submit]').click()
      await page.locator('main [role=alert] li').first().waitFor()
    },
  },
  ...([...inviteStates.filter((state) => state !== 'open'), 'creatorLost'] as const).map(
    (key): Place => ({
      name: `closed-${key}`,
      page: 'closed/[token]',
      who: 'guest',
      path: invite(key),
    }),
  ),
  { name: 'closed-asked', page: 'closed/[token]', who: 'guest', path: invite('full', '?asked') },
  {
    name: 'closed-error',
    page: 'closed/[token]',
    who: 'guest',
    path: invite('revoked', '?error=email.emailInvalid'),
  },
  { name: 'closed-unknown', page: 'closed/[token]', who: 'guest', path: () => '/invite/nothing' },
  {
    name: 'reset',
    page: 'reset/[token]',
    who: 'guest',
    path: ({ resets }) => `/reset/${resets.open}`,
  },
  {
    name: 'reset-ended',
    page: 'closed/reset/[token]',
    who: 'guest',
    path: ({ resets }) => `/reset/${resets.ended}`,
  },
  { name: 'no-entry', page: 'no-entry', who: 'member', path: () => '/admin' },
  { name: 'welcome', page: 'welcome', who: 'member', path: () => '/welcome' },
  { name: 'signed-in', page: 'invite/[token]', who: 'member', path: invite('spring') },
]

const accountPlaces: Place[] = [
  { name: 'member-account', page: 'account', who: 'member', path: () => '/account' },
  {
    name: 'account-error',
    page: 'account',
    who: 'member',
    path: () => '/account?error=email:currentPassword.currentPasswordWrong',
  },
  { name: 'account', page: 'account', who: 'admin', path: () => '/account' },
  { name: 'account-done', page: 'account', who: 'admin', path: () => '/account?done=profile' },
  { name: 'account-tokens', page: 'account/tokens', who: 'admin', path: () => '/account/tokens' },
]

const linksPage = { page: 'admin/links', who: 'admin' } as const

const listPlaces: Place[] = [
  { name: 'overview', page: 'admin', who: 'admin', path: () => '/admin' },
  { name: 'links', ...linksPage, path: () => '/admin/links' },
  { name: 'links-none', ...linksPage, path: () => '/admin/links?q=nothing-like-this' },
  {
    name: 'links-selected',
    ...linksPage,
    path: () => '/admin/links',
    open: (page) => page.getByRole('checkbox').nth(17).check(),
  },
  { name: 'link-create', ...linksPage, path: () => '/admin/links', open: click('Create link') },
  {
    name: 'menu',
    ...linksPage,
    path: () => '/admin/links',
    open: (page) => page.locator('header summary').first().click(),
    to: 1088,
  },
  {
    name: 'palette',
    ...linksPage,
    path: () => '/admin/links',
    open: async (page) => {
      // Whether the page listens to keys shows in that its other buttons can be pressed.
      await page.getByRole('checkbox', { disabled: false }).first().waitFor()
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').getByRole('option').first().waitFor()
    },
  },
  { name: 'links-menu', ...linksPage, path: () => '/admin/links', open: openMenu },
  { name: 'requests', page: 'admin/requests', who: 'admin', path: () => '/admin/requests' },
  {
    name: 'requests-answered',
    page: 'admin/requests',
    who: 'admin',
    path: () => '/admin/requests?state=answered',
  },
  {
    name: 'requests-none',
    page: 'admin/requests',
    who: 'admin',
    path: () => '/admin/requests?q=nobody-like-this',
  },
  {
    name: 'people-menu',
    page: 'admin/people',
    who: 'admin',
    path: () => '/admin/people',
    open: openMenu,
  },
  { name: 'people', page: 'admin/people', who: 'admin', path: () => '/admin/people' },
  {
    name: 'people-none',
    page: 'admin/people',
    who: 'admin',
    path: () => '/admin/people?q=nobody-like-this',
  },
  { name: 'events', page: 'admin/events', who: 'admin', path: () => '/admin/events' },
  {
    name: 'events-of-a-link',
    page: 'admin/events',
    who: 'admin',
    path: ({ links }) => `/admin/events?link=${links.paused.id}`,
  },
  { name: 'settings', page: 'admin/settings', who: 'admin', path: () => '/admin/settings' },
]

const linkPage = { page: 'admin/links/[id]', who: 'admin' } as const

const linkPlaces: Place[] = [
  { name: 'link', ...linkPage, path: link('spring') },
  { name: 'link-unused', ...linkPage, path: link('unused') },
  { name: 'link-long-name', ...linkPage, path: link('oneWord') },
  { name: 'link-paused', ...linkPage, path: link('paused') },
  { name: 'link-creator-lost', ...linkPage, path: link('creatorLost') },
  { name: 'link-ended', ...linkPage, path: link('expired') },
  { name: 'link-revoked', ...linkPage, path: link('leaked') },
  { name: 'link-share', ...linkPage, path: link('long'), open: click('Share') },
  { name: 'link-edit', ...linkPage, path: link('spring'), open: click('Edit') },
  { name: 'link-menu', ...linkPage, path: link('spring'), open: openMenu },
  { name: 'link-duplicate', ...linkPage, path: link('oneWord'), open: choose('Duplicate') },
  { name: 'link-replace', ...linkPage, path: link('spring'), open: choose('Replace address') },
  { name: 'link-extend', ...linkPage, path: link('expired'), open: click('Extend…') },
  { name: 'link-places', ...linkPage, path: link('full'), open: click('Add places…') },
  { name: 'link-requests', ...linkPage, path: link('expiredLately', '?tab=requests') },
  {
    name: 'link-requests-delete',
    ...linkPage,
    path: link('expiredLately', '?tab=requests'),
    open: click('Delete all requests'),
  },
  { name: 'link-activity', ...linkPage, path: link('spring', '?tab=activity') },
  {
    name: 'link-moment',
    ...linkPage,
    path: link('spring'),
    open: (page) => page.locator('button.moment:visible').last().click(),
  },
  { name: 'sheet', page: 'admin/links/[id]/sheet', who: 'admin', path: link('long', '/sheet') },
  {
    name: 'removal',
    page: 'admin/links/[id]/rollback',
    who: 'admin',
    path: link('spring', '/rollback'),
  },
  {
    name: 'removal-done',
    page: 'admin/links/[id]/rollback',
    who: 'admin',
    path: link('leaked', '/rollback'),
  },
]

const personPlaces: Place[] = [
  { name: 'person', page: 'admin/people/[id]', who: 'admin', path: person('member') },
  {
    name: 'person-access',
    page: 'admin/people/[id]',
    who: 'admin',
    path: (scene) => `${person('admin')(scene)}?tab=access`,
  },
  {
    name: 'person-activity',
    page: 'admin/people/[id]',
    who: 'admin',
    path: (scene) => `${person('admin')(scene)}?tab=activity`,
  },
  {
    name: 'person-delete',
    page: 'admin/people/[id]',
    who: 'admin',
    path: person('disabled'),
    open: click('Delete account…'),
  },
  { name: 'person-self', page: 'admin/people/[id]', who: 'admin', path: person('admin') },
  { name: 'person-disabled', page: 'admin/people/[id]', who: 'admin', path: person('disabled') },
]

export const places: readonly Place[] = [
  ...publicPlaces,
  ...accountPlaces,
  ...listPlaces,
  ...linkPlaces,
  ...personPlaces,
  ...docsPlaces,
]

/** Whether a place is there at a width. */
export function isPlaceAt(
  { from = 0, to = Number.POSITIVE_INFINITY }: Place,
  width: number,
): boolean {
  return from <= width && width <= to
}

/** The places of a visitor that are worth a look in a language. */
export function placesOf(who: Visitor, locale = 'en'): Place[] {
  return places.filter((place) => place.who === who && (locale === 'en' || !place.inEnglish))
}
