import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { findPath, findResponse, misfits, type Operation } from './document'
import { type Answer, type Options, send } from './send'

export type Checked = Answer & {
  /** The body as JSON; throws where it is none. */
  json: <T = Record<string, unknown>>() => T
  /** The value of a header, or ''. */
  header: (name: string) => string
}

/**
 * Sends a request and holds the answer against /openapi.json: the operation and the status have to
 * be documented, the body has to fit, required headers have to be there, and no hash may be in it.
 */
export async function call(method: string, path: string, options: Options = {}): Promise<Checked> {
  const answer = await send(method, path, options)
  await check(method, path, options, answer)
  return {
    ...answer,
    json: <T>() => JSON.parse(answer.text) as T,
    header: (name) => answer.headers.get(name.toLowerCase()) ?? '',
  }
}

async function check(method: string, path: string, options: Options, answer: Answer) {
  const label = `${method} ${path.slice(0, 120)} ${answer.status} ${answer.text.slice(0, 600)}`
  const leak = answer.text.match(/\$2[aby]\$|hmac-sha384|node_modules|prisma|<!doctype/i)
  expect(leak?.[0], label).toBeUndefined()
  const operations = await findPath(path)
  const operation = operations?.[method === 'HEAD' ? 'get' : method.toLowerCase()]
  if (operation) await checkDocumented(operation, method, options, answer, label)
  else checkUndocumented(method, operations !== null, answer, label)
  if (answer.status >= 400 && method !== 'HEAD') await checkError(options, answer, label)
}

async function checkDocumented(
  operation: Operation,
  method: string,
  options: Options,
  answer: Answer,
  label: string,
) {
  const response = await findResponse(operation, answer.status)
  expect(response, `is documented: ${label}`).not.toBeNull()
  noteSeen(operation.operationId, answer.status)
  for (const [name, { required, schema = {} }] of Object.entries(response?.headers ?? {})) {
    const value = answer.headers.get(name.toLowerCase())
    if (required) expect(value, `${name} of ${label}`).toBeDefined()
    if (value !== undefined && schema.type === 'string') {
      expect(await misfits(schema, value), `${name} of ${label}`).toEqual([])
    }
  }
  if (method === 'HEAD') return expect(answer.text, label).toBe('')
  await checkBody(response?.content, answer, label)
  const media = operation.requestBody?.content['application/json']
  if (answer.status < 300 && media && options.body !== undefined) {
    expect(await misfits(media.schema ?? {}, options.body), `request of ${label}`).toEqual([])
  }
}

type Content = Record<string, { schema?: Record<string, unknown> }>

async function checkBody(content: Content | undefined, answer: Answer, label: string) {
  if (content === undefined) return expect(answer.text, `is empty: ${label}`).toBe('')
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const media = content[type]
  expect(media, `has a documented type, not ${type}: ${label}`).toBeDefined()
  const value = type.endsWith('json') ? JSON.parse(answer.text) : answer.text
  expect(await misfits(media?.schema ?? {}, value), label).toEqual([])
}

const generalErrors: Record<number, RegExp> = {
  400: /"(BadDataError|InviteInvalidError)"/,
  404: /"NotFoundError"/,
  405: /"MethodNotAllowedError"/,
}

/** What no operation describes: another method, or an unknown path under /api. */
function checkUndocumented(method: string, isKnown: boolean, answer: Answer, label: string) {
  if (method === 'OPTIONS' && isKnown) return expect(answer.status, label).toBe(204)
  expect(isKnown ? [400, 405] : [400, 404, 405], label).toContain(answer.status)
  if (method !== 'HEAD') expect(answer.text, label).toMatch(generalErrors[answer.status] ?? /$^/)
  if (answer.status === 405) expect(answer.headers.get('allow'), label).toMatch(/[A-Z]/)
}

async function checkError({ headers = {} }: Options, answer: Answer, label: string) {
  const isProblem = (headers.accept ?? '').includes('problem+json')
  const type = isProblem ? 'application/problem+json' : 'application/json; charset=utf-8'
  expect(answer.headers.get('content-type'), label).toBe(type)
  expect(answer.headers.get('cache-control'), label).toContain('no-store')
  const $ref = `#/components/schemas/${isProblem ? 'problemSchema' : 'errorSchema'}`
  const body = JSON.parse(answer.text)
  expect(await misfits({ $ref }, body), label).toEqual([])
  if (isProblem) expect(body.status, label).toBe(answer.status)
}

/** For coverage.spec.ts: which documented answers the run has seen. */
function noteSeen(operationId: string, status: number): void {
  const { E2E_SEEN } = process.env
  // A command of its own has no coverage to look at.
  if (!E2E_SEEN) return
  const file = join(E2E_SEEN, `${process.pid}.txt`)
  appendFileSync(file, `${operationId} ${status}\n`)
}
