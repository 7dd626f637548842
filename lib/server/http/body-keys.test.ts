import { expect, test } from 'vitest'
import { params } from '@/lib/testing/requests'
import { readBody } from './body'
import { route } from './route'

const types = { json: 'application/json', form: 'application/x-www-form-urlencoded' }

function sent(body: string, type: keyof typeof types = 'json') {
  const headers = { 'content-type': types[type] }
  return new Request('http://localhost/', { method: 'POST', body, headers })
}

async function told(body: string, type?: keyof typeof types) {
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
  expect([await told(fields(200)), await told(fields(201))]).toEqual(['read', tooMany])
  const nested = (count: number) => `{"a":[{"b":${fields(count)}}]}`
  expect([await told(nested(198)), await told(nested(199))]).toEqual(['read', tooMany])
  const same = (count: number) => `{${times(count, () => '"k":1')}}`
  expect([await told(same(200)), await told(same(201))]).toEqual(['read', tooMany])
  const form = (count: number) => times(count, (at) => `k${at}=1`).replaceAll(',', '&')
  expect([await told(form(200), 'form'), await told(form(201), 'form')]).toEqual(['read', tooMany])
})

test('so are two hundred objects and lists', async () => {
  const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  expect([await told(lists(200)), await told(lists(201))]).toEqual(['read', tooMany])
  expect(await told(`[${times(201, () => '{}')}]`)).toBe(tooMany)
  expect(await told(`{"tokens":[${times(1000, () => '"x"')}]}`)).toBe('read')
})

test('what stands in a text does not count', async () => {
  const text = '{[:,"\\'.repeat(1000)
  expect(await told(JSON.stringify({ [text]: text, a: text }))).toBe('read')
  expect(await told(`{"a":"${'\\\\'.repeat(50)}","b":"${'\\"'.repeat(50)}:::"}`)).toBe('read')
  expect(await told('"unfinished \\')).toBe('[{"path":"/body","code":"invalidJson"}]')
})

test('a route may take more', async () => {
  const handle = async () => new Response(null)
  const parse = (value: unknown) => value
  const body = `{${times(300, (at) => `"k${at}":1`)}}`
  const answers = [undefined, 300].map((maxKeys) =>
    route({ access: 'public', ...(maxKeys && { maxKeys }), parse, handle })(sent(body), params({})),
  )
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([400, 200])
})
