import { expect, test } from 'vitest'
import { readLinkFilters } from './signup-token-filters'

test('what makes no sense in an address counts as absent, a NUL in a search too', () => {
  const none = { q: '', state: '', role: 0, sort: 'newest' }
  expect(readLinkFilters({ q: '\0', state: 'odd', role: 'x', sort: '' })).toEqual(none)
  expect(readLinkFilters({ q: ['a', 'b'], role: ['1'] })).toEqual(none)
  expect(readLinkFilters({ q: ' ro\0wing ', state: 'full' })).toMatchObject({
    q: 'rowing',
    state: 'full',
  })
})
