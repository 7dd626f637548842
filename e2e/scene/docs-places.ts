import type { Page } from 'playwright'
import type { Place } from './places'

const page = 'docs/[[...path]]'
const group = '/docs/reference/public-signup-tokens'
const create = `${group}/create-public-signup-token`

/** Types what the search shows while somebody types. */
const search = async (at: Page) => {
  await at.locator('#docs-search').pressSequentially('sign up')
  await at.locator('.docs-found').waitFor()
}

/** Sends what cannot be right, so that the form shows what the API says of it. */
const tryWrongly = async (at: Page) => {
  const form = at.locator('.docs-try')
  await form.locator('[name="body.maxUses"]').fill('many')
  await form.getByRole('button', { name: 'Send request' }).click()
  await form.getByRole('button', { name: 'Confirm and send' }).click()
  await form.locator('.docs-answer').waitFor()
}

const docs: Place[] = [
  { name: 'docs', page, who: 'guest', path: () => '/docs' },
  { name: 'docs-guide', page, who: 'guest', path: () => '/docs/guides/errors' },
  { name: 'docs-thanks', page, who: 'guest', path: () => '/docs/guides/errors?helpful=no' },
  { name: 'docs-reference', page, who: 'guest', path: () => '/docs/reference' },
  { name: 'docs-group', page, who: 'guest', path: () => group },
  { name: 'docs-operation', page, who: 'guest', path: () => create },
  { name: 'docs-found', page, who: 'guest', path: () => '/docs', open: search },
  { name: 'docs-lost', page, who: 'guest', path: () => '/docs/guides/nothing-here' },
  { name: 'docs-search', page, who: 'guest', path: () => '/docs?q=link' },
  { name: 'docs-try', page, who: 'admin', path: () => create, open: tryWrongly },
]

/** The documentation, to visitors and to those who can send requests from it. */
export const docsPlaces = docs.map((place) => ({ ...place, inEnglish: true }))
