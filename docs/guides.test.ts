import { expect, test } from 'vitest'
import { type Guide, readGuides } from '@/e2e/support/guides/read'
import { errorTable } from '@/lib/errors'

// What the pages under /docs/guides rely on; e2e/contract/guides.spec.ts runs the code.

const guides = readGuides()
const names = guides.map(({ name }) => name)

/** A guide's text without its code. */
const proseOf = ({ text }: Guide) =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** The pages of Foyer that guides may lead to. */
const pages =
  /^\/(docs\/reference|openapi\.json|admin(\/(links|people|events|settings))?|account(\/tokens)?|login)$/

const isServed = (target: string) =>
  pages.test(target) || names.some((name) => target === `/docs/guides/${name}`)

test.each(guides)(
  '$name has a title, a summary of one sentence, sections, and the right length',
  (guide) => {
    const { text } = guide
    const [title = '', empty, summary = '', after] = text.split('\n')
    expect(title).toMatch(/^# [A-Z].*[^.]$/)
    expect(proseOf(guide).match(/^# /gm)?.length).toBe(1)
    expect([empty, after]).toEqual(['', ''])
    expect(summary).toMatch(/^[A-Z][^.]+\.$/)
    expect(proseOf(guide)).toMatch(/^## /m)
    const lines = text.trimEnd().split('\n').length
    expect(lines).toBeGreaterThanOrEqual(40)
    expect(lines).toBeLessThanOrEqual(120)
  },
)

test.each(guides)('$name leads only to pages that Foyer serves, and has no HTML', (guide) => {
  const prose = proseOf(guide)
  const targets = [...prose.matchAll(/\]\(([^)]*)\)/g)].map(([, target = '']) => target)
  expect(targets.length).toBeGreaterThan(0)
  expect(targets.filter((target) => !isServed(target.replace(/#.*/, '')))).toEqual([])
  expect(prose.match(/<\/?[a-z!]/gi)).toBeNull()
})

test.each(guides)('$name has no date that will be past one day', ({ text }) => {
  expect(text.match(/\b20\d\d-\d\d/g)).toBeNull()
})

test('the guide to errors has each name with its status', () => {
  const text = guides.find(({ name }) => name === 'errors')?.text ?? ''
  const rows = [...text.matchAll(/^\| (\d{3}) +\| ([^|]*)\|/gm)]
  const listed = rows.flatMap(([, status, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => `${status} ${name}`),
  )
  const known = Object.entries(errorTable).map(([name, [status]]) => `${status} ${name}`)
  expect(listed.sort()).toEqual(known.sort())
})
