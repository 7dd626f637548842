import { expect, test } from 'vitest'
import { limit as limitParameter } from '@/lib/api/parameters'
import { AppError } from '@/lib/errors'
import { pageOf, readPage, readParameter, requireId } from './paging'

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
  const readLimit = (given: URLSearchParams) => readParameter(given, 'limit', limitParameter(50))
  expect(readLimit(query(''))).toBe(50)
  expect(readLimit(query('limit=1'))).toBe(1)
  expect(readLimit(query('limit=1000'))).toBe(1000)
  for (const limit of [...notNumbers, '1001']) {
    const read = () => readLimit(new URLSearchParams({ limit }))
    expect(errorOf(read)).toBe('BadDataError /query/limit')
  }
})

test('a cursor is a number that a response can contain', () => {
  expect(readPage(query('')).cursor).toBeUndefined()
  expect(readPage(query('cursor=2147483647')).cursor).toBe(2_147_483_647)
  for (const cursor of notNumbers) {
    const read = () => readPage(new URLSearchParams({ cursor }))
    expect(errorOf(read)).toBe('BadDataError /query/cursor')
  }
})

test('a path with an invalid id is a 404', () => {
  expect(requireId('7')).toBe(7)
  for (const id of [...notNumbers, '\u0000', '../1']) {
    expect(errorOf(() => requireId(id))).toBe('NotFoundError')
  }
})
