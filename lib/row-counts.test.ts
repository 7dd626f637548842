import { expect, test } from 'vitest'
import { formatCount } from './row-counts'

test.each([
  [0, 'en', '0'],
  [1000, 'en', '1,000'],
  [1001, 'en', '1,000+'],
  [250_000, 'de', '1.000+'],
  [12, 'ar', '12'],
])('%i rows in %s are %s', (count, locale, text) => {
  expect(formatCount(count, locale)).toBe(text)
})
