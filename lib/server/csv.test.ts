import { expect, test } from 'vitest'
import { toCsv } from '@/lib/server/csv'

// CHECKLIST 59
test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])(
  '%j is text to a spreadsheet',
  (value) => {
    expect(toCsv(['a'], [[value]])).toMatch(/^a\r\n"?'/)
  },
)

test('quotes, commas and line breaks stay inside their cell', () => {
  const csv = toCsv(
    ['name', 'places'],
    [
      ['Ada "A", Lovelace', 1],
      ['two\nlines', -2],
      ['', null],
    ],
  )
  expect(csv).toBe('name,places\r\n"Ada ""A"", Lovelace",1\r\n"two\nlines",-2\r\n,\r\n')
})
