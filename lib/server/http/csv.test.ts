import { describe, expect, test } from 'vitest'
import { csvCell, csvLine, csvResponse } from './csv'

describe('a cell of a CSV file', () => {
  // CHECKLIST 59, 52
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['\n1', `"'\n1"`],
    // ATTACK 21
    ['＝1+1', "'＝1+1"],
    ['＋49', "'＋49"],
    ['－1', "'－1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['﹦1', "'﹦1"],
    ['\u3000＝1', "'\u3000＝1"],
    [' =1', "' =1"],
    ['\u200b\u2060=1', "'\u200b\u2060=1"],
    ['"=1"', `"'""=1"""`],
    ["'=1", "''=1"],
    ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
  ])('%j cannot start a formula', (value, written) => {
    expect(csvCell(value)).toBe(written)
  })

  test.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Lovelace, Ada', '"Lovelace, Ada"'],
    ['a "b" c', '"a ""b"" c"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['a=b', 'a=b'],
    [' a', ' a'],
    ["'t Hooft", "'t Hooft"],
    ['ａ＝ｂ', 'ａ＝ｂ'],
    ['', ''],
  ])('%j is written as RFC 4180 has it', (value, written) => {
    expect(csvCell(value)).toBe(written)
  })

  test('numbers stay numbers, and null is an empty cell', () => {
    expect(csvLine([1, -1, true, null])).toBe('1,-1,true,\r\n')
  })
})

test('a file is streamed batch by batch, with its name and content type', async () => {
  async function* rows() {
    yield [{ name: 'Ada', id: 1 }]
    yield [
      { name: 'Grace', id: 2 },
      { name: '=x', id: 3 },
    ]
  }
  const columns = {
    name: ({ name }: { name: string }) => name,
    id: ({ id }: { id: number }) => id,
  }
  const response = csvResponse('people.csv', columns, rows())
  expect(response.headers.get('content-type')).toContain('text/csv')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="people.csv"')
  const bytes = new Uint8Array(await response.clone().arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(await response.text()).toBe("name,id\r\nAda,1\r\nGrace,2\r\n'=x,3\r\n")
})
