import { expect, test } from 'playwright/test'
import type { Operation } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { call } from './support/call'
import { openApi } from './support/document'
import { places } from './support/places'

/** Its body is a picture, and it needs an instance of its own: logo.spec.ts. */
const elsewhere = ['setLogo']

/** The path with the example of each parameter of the query. */
function addressOf({ path, query = {} }: Operation, params: Record<string, string | number>) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
  const asked = Object.entries(query).flatMap(([key, { name = key, example }]) =>
    example === undefined ? [] : [[name, String(example)]],
  )
  return asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled
}

test.describe('the example of each operation gets the documented status', () => {
  for (const operation of operations.filter(({ id }) => !elsewhere.includes(id))) {
    test(operation.id, async () => {
      const place = await places[operation.id]?.()
      if (!place) throw new Error('It has no line in support/places.ts.')
      const { params = {}, as = {}, body = operation.example?.body } = place
      const sent = { as, ...(body !== undefined && { body }) }
      const answer = await call(operation.method, addressOf(operation, params), sent)
      expect(answer.status, answer.text).toBe(operation.success.status)
    })
  }
})

test('the OpenAPI document is the same at both of its addresses', async () => {
  const { document } = await openApi()
  const answer = await call('GET', '/docs/openapi.json')
  expect(answer.json()).toEqual(document)
})
