import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatInstant, relativeTime } from './instants'

const now = new Date('2030-01-10T12:00:00Z')

test.each([
  ['2030-01-10T12:00:30Z', 'in 1 minute'],
  ['2030-01-10T11:59:30Z', '1 minute ago'],
  ['2030-01-10T12:05:00Z', 'in 5 minutes'],
  ['2030-01-10T09:00:00Z', '3 hours ago'],
  ['2030-01-09T12:00:01Z', '23 hours ago'],
  ['2030-01-08T12:00:01Z', '1 day ago'],
  ['2030-01-12T11:59:59Z', 'in 47 hours'],
  ['2030-01-12T12:00:00Z', 'in 2 days'],
  ['2030-01-24T12:00:00Z', 'in 14 days'],
  ['2030-01-25T12:00:00Z', 'in 2 weeks'],
  ['2030-02-09T12:00:00Z', 'in 4 weeks'],
  ['2029-10-10T12:00:00Z', '3 months ago'],
  ['2027-10-10T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words)
})

test('a language says how far away an instant is in its own words, with Latin digits', () => {
  expect(relativeTime(new Date('2030-01-12T12:00:00Z'), now, 'de')).toBe('in 2 Tagen')
  expect(relativeTime(new Date('2030-01-15T12:00:00Z'), now, 'ar')).toContain('5')
})

test.each([
  ['full', 'en', /^Thursday,? 10 January 2030 at 12:00 UTC$/],
  ['short', 'en', /^10 Jan 2030, 12:00 UTC$/],
  ['day', 'en', /^10 Jan 2030$/],
  ['axis', 'en', /^10 Jan$/],
  ['full', 'de', /^Donnerstag, 10\. Januar 2030 um 12:00 UTC$/],
  ['day', 'ar', /10.*2030/],
] as const)('the style %s in %s has no seconds', (style, locale, words) => {
  const at = new Date('2030-01-10T12:00:45.678Z')
  expect(formatInstant(at, { style, locale, zone: 'UTC' })).toMatch(words)
})

test('instants are written by one module only, so that the same one is the same text everywhere', () => {
  const root = join(import.meta.dirname, '..')
  const writers = ['app', 'components', 'lib', 'server', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.startsWith('generated'))
      .map((file) => join(folder, file))
      .filter((file) =>
        // The name of a time zone is no text of an instant.
        /DateTimeFormat\((?!\)\.resolvedOptions)|RelativeTimeFormat\(|toLocale(?:Date|Time)?String\(/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      ),
  )
  expect(writers).toEqual(['lib/instants.ts'])
})
