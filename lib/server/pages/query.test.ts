import { expect, test } from 'vitest'
import { textsOf } from './query'

test('a query gives the texts that are asked for, without empty ones and those given twice', () => {
  const query = { q: 'ada', cursor: '', tab: ['people', 'requests'], other: 'x' }
  expect(textsOf(query, ['q', 'cursor', 'tab', 'before'])).toEqual({ q: 'ada' })
})
