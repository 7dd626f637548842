import { expect, test } from 'vitest'
import { facts, table } from './table'

test('a table is aligned, in scripts of double width too, and leaves out columns without a value', () => {
  const rows = [
    { name: 'Rowing', note: null, joined: 3 },
    { name: '漕艇部', note: null, joined: 12 },
  ]
  const columns = {
    name: (row: (typeof rows)[number]) => row.name,
    note: (row: (typeof rows)[number]) => row.note,
    joined: (row: (typeof rows)[number]) => row.joined,
  }
  expect(table(rows, columns)).toBe('NAME    JOINED\nRowing  3\n漕艇部  12')
})

test('what people wrote cannot move the cursor of a terminal', () => {
  expect(facts({ Name: 'a\u001b[2Jb\nc', Title: null })).toBe('Name  a [2Jb c')
})
