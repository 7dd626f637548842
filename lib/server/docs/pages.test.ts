import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '@/lib/api/operations'
import { guideNames } from './guides'
import { llmsFull, llmsIndex, toMarkdown } from './markdown'
import { docsPages, findPage, neighboursOf, pagesAbove, pagesBelow, startPage } from './pages'
import { searchPages } from './search'

const shown = (kind: 'operation' | 'guide') =>
  docsPages().filter(({ content }) => content.kind === kind)

describe('the pages of the documentation', () => {
  test('every operation has one, and so has every file of docs/guides', () => {
    const declared = operations.map(({ id }) => id)
    const found = docsPages().flatMap(({ content }) =>
      content.kind === 'operation' ? [content.operation.id] : [],
    )
    expect([...found].sort()).toEqual([...declared].sort())
    const files = readdirSync('docs/guides').map((file) => file.replace(/\.md$/, ''))
    expect([...guideNames].sort()).toEqual(files.sort())
    expect(shown('guide')).toHaveLength(files.length)
  })

  test('no two have the same address, and each is below its group and its section', () => {
    const paths = docsPages().map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    const page = findPage('/docs/reference/public-signup-tokens/validate-public-signup-token')
    if (!page) throw new Error('There is no such page.')
    expect(pagesAbove(page).map(({ title }) => title)).toEqual([
      'Documentation',
      'API reference',
      'Public signup tokens',
    ])
    expect(neighboursOf(page).before?.title).toBeDefined()
    expect(neighboursOf(startPage).before).toBeUndefined()
  })

  test('a guide has a title of one line and a sentence that sums it up', () => {
    for (const { title, summary } of shown('guide')) {
      expect(title).toMatch(/^[A-Z][^\n]{2,60}$/)
      expect(summary).toMatch(/^[A-Z][^\n]{20,250}\.$/)
    }
  })
})

describe('the documentation as Markdown', () => {
  test('an operation names its address, its fields, its errors and a sample in each language', () => {
    const page = findPage('/docs/reference/public-signup-tokens/add-public-signup-token-user')
    const text = page ? toMarkdown(page, 'https://foyer.test') : ''
    expect(text).toMatch(/^# Sign up through an invite link\n/)
    expect(text).toContain('POST https://foyer.test/invite/{token}/signup')
    expect(text).toContain('- `email` (string; required; 1 to 254 characters; ')
    expect(text).toContain('- 409 `NameExistsError`: ')
    for (const language of ['sh', 'js', 'python', 'go'])
      expect(text).toContain(`\`\`\`${language}\n`)
  })

  test('the index of an address lists what is below it, and the whole one everything', () => {
    const links = (text: string) => [...text.matchAll(/\]\((\S+)\)/g)].map(([, href]) => href)
    const whole = llmsIndex(startPage, 'https://foyer.test')
    const pages = [...shown('guide'), ...shown('operation')]
    expect(links(whole)).toEqual(pages.map(({ path }) => `https://foyer.test${path}.md`))
    const group = findPage('/docs/reference/events')
    expect(group && links(llmsIndex(group, ''))).toEqual(
      pagesBelow('/docs/reference/events')
        .slice(1)
        .map(({ path }) => `${path}.md`),
    )
    const full = llmsFull('')
    for (const { title } of pages) expect(full).toContain(`# ${title}\n`)
    expect(full).not.toContain('helpful?')
  })
})

describe('the search of the documentation', () => {
  const titles = (text: string) => searchPages(text).map(({ title }) => title)

  test('an operation is found by its id, its path, a field and a word with a typing error', () => {
    const title = 'Sign up through an invite link'
    for (const text of [
      'addPublicSignupTokenUser',
      '/invite/{token}/signup',
      'sign up',
      'sgin up',
    ]) {
      expect(titles(text), text).toContain(title)
    }
    expect(titles('what does 409 on sign-up mean')).toContain('409 NameExistsError')
    expect(searchPages('maxUses')).toContainEqual({
      path: '/docs/reference/public-signup-tokens/create-public-signup-token#body-maxUses',
      title: 'maxUses',
      summary: 'Create an invite link',
    })
  })

  test('a text that nothing fits, and one without words, find nothing', () => {
    expect(titles('zzzzqqqq')).toEqual([])
    expect(titles('.,;')).toEqual([])
    expect(titles('')).toEqual([])
  })
})
