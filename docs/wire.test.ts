import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorTable } from '@/lib/errors'
import { settingNames } from '@/lib/schemas/settings'
import { inviteStates, stateTable } from '@/lib/signup-token-state'

const contract = readFileSync(join(import.meta.dirname, 'wire.md'), 'utf8')

test('wire.md names each error, and the states in the order in which they count', () => {
  expect(Object.keys(errorTable).filter((name) => !contract.includes(`\`${name}\``))).toEqual([])
  const states = inviteStates.toSorted((a, b) => stateTable[b].rank - stateTable[a].rank)
  expect(contract).toContain(`the first of these counts: ${states.join(', ')}.`)
})

test('wire.md names each setting that can be changed', () => {
  expect(settingNames.filter((name) => !contract.includes(`${name}?`))).toEqual([])
})
