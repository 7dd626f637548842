import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { pageOf, readLimit, readNumericCursor, requireId } from './paging'

function query(text: string): URLSearchParams {
  return new URLSearchParams(text)
}

function errorOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError)
      return [error.name, ...error.problems.map((p) => p.path)].join(' ')
    throw error
  }
  return 'none'
}

const notNumbers = ['', '0', '-1', '1.5', '1e3', '0x1', ' 1', '1 ', '+1', '٣', '2147483648', 'NaN']

test('a page has at most its limit of rows, and a cursor only if there are more', () => {
  expect(pageOf([3, 2, 1], 2, (n) => n)).toEqual({ items: [3, 2], nextCursor: 2 })
  expect(pageOf([3, 2], 2, (n) => n)).toEqual({ items: [3, 2], nextCursor: null })
  expect(pageOf([], 2, (n: number) => n)).toEqual({ items: [], nextCursor: null })
})

test('a limit is a whole number from 1 to the maximum, or the default', () => {
  expect(readLimit(query(''), 50, 100)).toBe(50)
  expect(readLimit(query('limit=1'), 50, 100)).toBe(1)
  expect(readLimit(query('limit=100'), 50, 100)).toBe(100)
  for (const limit of [...notNumbers, '101']) {
    const read = () => readLimit(new URLSearchParams({ limit }), 50, 100)
    expect(errorOf(read)).toBe('BadDataError /query/limit')
  }
})

test('a cursor is a number that a response can contain', () => {
  expect(readNumericCursor(query(''))).toBeUndefined()
  expect(readNumericCursor(query('cursor=2147483647'))).toBe(2_147_483_647)
  for (const cursor of notNumbers) {
    const read = () => readNumericCursor(new URLSearchParams({ cursor }))
    expect(errorOf(read)).toBe('BadDataError /query/cursor')
  }
})

test('a path with an invalid id is a 404', () => {
  expect(requireId('7')).toBe(7)
  for (const id of [...notNumbers, '\u0000', '../1']) {
    expect(errorOf(() => requireId(id))).toBe('NotFoundError')
  }
})
