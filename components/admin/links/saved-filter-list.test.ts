import { expect, test } from 'vitest'
import { readSaved, SAVED_MAX, withFilter } from './saved-filter-list'

const saved = [{ name: 'Full', query: 'state=full' }]

test('what the storage should not hold is no filter', () => {
  for (const text of [null, '', '{', '{}', '[1]', '[{"name":"a"}]']) {
    expect(readSaved(text)).toEqual([])
  }
  expect(readSaved(JSON.stringify(saved))).toEqual(saved)
})

test('a filter replaces the one of its name, and a name says something', () => {
  expect(withFilter(saved, { name: ' Full ', query: 'state=full&role=3' })).toEqual([
    { name: 'Full', query: 'state=full&role=3' },
  ])
  expect(withFilter(saved, { name: ' ', query: 'role=1' })).toEqual(saved)
})

test('beyond ten the oldest goes', () => {
  let list = saved
  for (let n = 0; n < SAVED_MAX; n += 1) list = withFilter(list, { name: `F ${n}`, query: '' })
  expect(list).toHaveLength(SAVED_MAX)
  expect(list[0]?.name).toBe('F 0')
})
