import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { params } from '@/lib/testing/requests'
import { readBody } from './body'
import { route } from './route'

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' }

function sent(body: string, type: keyof typeof types = 'json') {
  const headers = { 'content-type': types[type] }
  return new Request('http://localhost/', { method: 'POST', body, headers })
}

async function reported(body: string, type?: keyof typeof types) {
  try {
    await readBody(sent(body, type))
    return 'read'
  } catch (error) {
    return JSON.stringify((error as { problems?: unknown }).problems)
  }
}

const tooMany = '[{"path":"/body","code":"tooManyKeys","values":{"max":200}}]'
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join()

// ATTACK 24
test('two hundred fields are read, one more is one problem at /body: in JSON at any depth, in a form', async () => {
  const fields = (count: number) => `{${times(count, (at) => `"k${at}":1`)}}`
  expect([await reported(fields(200)), await reported(fields(201))]).toEqual(['read', tooMany])
  const nested = (count: number) => `{"a":[{"b":${fields(count)}}]}`
  expect([await reported(nested(198)), await reported(nested(199))]).toEqual(['read', tooMany])
  const same = (count: number) => `{${times(count, () => '"k":1')}}`
  expect([await reported(same(200)), await reported(same(201))]).toEqual(['read', tooMany])
  const form = (count: number) => times(count, (at) => `k${at}=1`).replaceAll(',', '&')
  expect([await reported(form(200), 'form'), await reported(form(201), 'form')]).toEqual([
    'read',
    tooMany,
  ])
})

test('so are two hundred objects and lists', async () => {
  const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect([await reported(lists(200)), await reported(lists(201))]).toEqual(['read', tooMany])
  expect(await reported(`[${times(201, () => '{}')}]`)).toBe(tooMany)
  expect(await reported(`{"tokens":[${times(1000, () => '"x"')}]}`)).toBe('read')
})

test('the content of a text does not count', async () => {
  const text = '{[:,"\\'.repeat(1000)
  expect(await reported(JSON.stringify({ [text]: text, a: text }))).toBe('read')
  expect(await reported(`{"a":"${'\\\\'.repeat(50)}","b":"${'\\"'.repeat(50)}:::"}`)).toBe('read')
  expect(await reported('"unfinished \\')).toBe('[{"path":"/body","code":"invalidJson"}]')
})

test('a route may allow more', async () => {
  const handle = async () => new Response(null)
  const body = `{${times(300, (at) => `"k${at}":1`)}}`
  const responses = [undefined, 300].map((maxKeys) =>
    route({ access: 'public', body: z.unknown(), ...(maxKeys && { maxKeys }) }, { handle })(
      sent(body),
      params({}),
    ),
  )
  expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([400, 200])
})
