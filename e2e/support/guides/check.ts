import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect } from 'playwright/test'
import { variables } from '@/lib/server/runtime/env-variables'
import type { Block, Guide } from './read'
import type { Printed } from './run'
import { stepOf } from './steps'

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The keys and types of a value; of a list, the different ones of its members. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = value.map((member) => JSON.stringify(shapeOf(member)))
    return [...new Set(shapes)].map((shape): unknown => JSON.parse(shape))
  }
  if (!isObject(value)) return value === null ? 'null' : typeof value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, shapeOf(value[key])]))
}

/** Where each of the two forms of an error has the id of the request. */
function idOf(value: unknown): 'id' | 'instance' | null {
  if (!isObject(value)) return null
  if ('details' in value && 'message' in value) return 'id'
  return 'errors' in value && 'title' in value ? 'instance' : null
}

/** An error is as the guide says but for its id; anything else has the same keys and types. */
export function expectAsShown(shown: unknown, printed: unknown, where: string): void {
  const id = idOf(shown)
  if (isObject(shown) && id) {
    expect(printed, where).toEqual({ ...shown, [id]: expect.stringMatching(/^[\w-]{36}$/) })
  } else expect(shapeOf(printed), where).toEqual(shapeOf(shown))
}

/** Each line of the block stands in docs/nginx.conf, which is run by itself, in the same order. */
function expectInNginxConf({ text }: Block, where: string): void {
  const directives = (config: string) =>
    config
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
  const known = directives(readFileSync('docs/nginx.conf', 'utf8'))
  let from = 0
  for (const line of directives(text)) {
    const found = known.indexOf(line, from)
    expect(found, `${where}: docs/nginx.conf has no “${line}” here`).toBeGreaterThanOrEqual(0)
    from = found + 1
  }
}

/** Foyer knows each of the variables, and starts with these values. */
function expectVariables({ text }: Block, where: string): void {
  const given = parseEnv(text)
  const unknown = Object.keys(given).filter((name) => !(name in variables.shape))
  expect(unknown, where).toEqual([])
  expect(variables.safeParse(given).error?.issues ?? [], where).toEqual([])
}

/** Compares what a guide says with what its commands printed, and with what Foyer has and runs. */
export function expectTrue(guide: Guide, printed: Printed[]): void {
  for (const block of guide.blocks) {
    const { check } = stepOf(block)
    const where = `${guide.file}:${block.line}`
    if (check === 'nginx') expectInNginxConf(block, where)
    if (check === 'variables') expectVariables(block, where)
    if (check !== 'output') continue
    const before = printed.findLast(({ block: { line } }) => line < block.line)
    if (!before) throw new Error(`${where}: no commands before this output.`)
    expectAsShown(JSON.parse(block.text), JSON.parse(before.output), where)
  }
}
