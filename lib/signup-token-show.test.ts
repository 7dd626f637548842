import { expect, test } from 'vitest'
import { showOf, withShow } from '@/lib/signup-token-show'

test('what a later version or a hand wrote into a row does not get out', () => {
  expect(showOf({ show: { title: 'Rowing', later: 1 } })).toEqual({ title: 'Rowing' })
  for (const show of [null, [], 'Rowing', { title: 5 }, {}]) expect(showOf({ show })).toEqual({})
})

test('a change leaves what it does not name, and null takes away', () => {
  expect(withShow({ title: 'A' }, {})).toEqual({ title: 'A' })
  expect(withShow({ title: 'A' }, { title: undefined })).toEqual({ title: 'A' })
  expect(withShow({ title: 'A' }, { title: 'B' })).toEqual({ title: 'B' })
  expect(withShow({ title: 'A' }, { title: null })).toEqual({})
  expect(withShow({}, { title: null })).toEqual({})
})
