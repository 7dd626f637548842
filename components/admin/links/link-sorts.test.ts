import { expect, test } from 'vitest'
import { readLinkFilters } from '@/lib/signup-token-filters'
import { sortOf } from './link-sorts'

const sorted = (sort: string) => readLinkFilters({ sort, state: 'open' })

test('a head sorts by its column, then the other way round, then not', () => {
  const of = (sort: string) => sortOf('ends', '/l', sorted(sort))
  expect(of('newest')).toEqual({ href: '/l?state=open&sort=ending', direction: null })
  expect(of('ending')).toEqual({ href: '/l?state=open&sort=ends', direction: 'ascending' })
  expect(of('ends')).toEqual({ href: '/l?state=open', direction: 'descending' })
})

test('only the head of the column that is sorted by says so', () => {
  expect(sortOf('name', '/l', sorted('uses')).direction).toBeNull()
  expect(sortOf('places', '/l', sorted('uses')).direction).toBe('descending')
  expect(sortOf('name', '/l', readLinkFilters({ sort: 'name' })).href).toBe('/l')
})
