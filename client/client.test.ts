import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { generateTypes } from '@/server/client-types'

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const files = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name))

describe('the client', () => {
  test('has the types of the API as it is described now', async () => {
    const current = (await generateTypes(openApiDocument())) === read('api.ts')
    expect(current, 'Run `npm run client-types` and commit client/api.ts.').toBe(true)
  })

  test('can be copied out: it imports its own files and openapi-fetch, nothing else', () => {
    const imported = files.flatMap((name) =>
      [...read(name).matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)/g)].map(
        ([, from, lazily]) => from ?? lazily,
      ),
    )
    expect([...new Set(imported)].toSorted()).toEqual(['./api', './client', 'openapi-fetch'])
  })
})
