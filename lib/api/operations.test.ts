import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { inviteStates, stateTable } from '@/lib/signup-token-state'
import { signUp, validateLink } from './invites'
import { type Method, type Operation, tags } from './operation'
import { operations } from './operations'

const app = join(import.meta.dirname, '..', '..', 'app')
const names: Method[] = ['GET', 'POST', 'PUT', 'DELETE']

/** What only pages link to or send. Everything else that a route handles is an operation. */
const ofPages = [
  'GET /.well-known/change-password',
  'GET /accent.css',
  'POST /account/delete',
  'POST /account/email',
  'GET /account/export',
  'POST /account/password',
  'POST /account/profile',
  'POST /account/sessions',
  'POST /account/sessions/{id}',
  'GET /admin/events/download',
  'GET /admin/links.csv',
  'GET /admin/links/{id}/members.csv',
  'GET /admin/links/{id}/qr.png',
  'GET /admin/links/{id}/qr.svg',
  'GET /admin/people/export',
  'GET /docs/llms.txt',
  'GET /docs/page.md',
  'GET /docs/search.json',
  'POST /docs/vote',
  'GET /invite/{token}/calendar',
  'GET /llms-full.txt',
  'GET /llms.txt',
  'POST /login/form',
  'GET /logo',
]

type Handled = { at: string; terms: Partial<Operation> }

function termsOf(exported: unknown): Partial<Operation> | undefined {
  return typeof exported === 'function' && 'terms' in exported
    ? (exported.terms as Partial<Operation>)
    : undefined
}

/** Every handler of a route in the folders of app/, with where it is. */
async function handlers(): Promise<Handled[]> {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  const routes = files.filter((file) => file.endsWith('route.ts'))
  const found = await Promise.all(
    routes.map(async (file) => {
      const path = `/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`
      const module: Record<string, unknown> = await import(pathToFileURL(join(app, file)).href)
      return names.flatMap((method) => {
        const terms = termsOf(module[method])
        return terms ? [{ at: `${method} ${path}`, terms }] : []
      })
    }),
  )
  return found.flat()
}

const found = await handlers()

test('every route of app/ handles the operation that is declared for its path and method', () => {
  const ofApi = found.filter(({ at }) => !ofPages.includes(at))
  const declared = ofApi.map(({ at, terms }) => [at, `${terms.method} ${terms.path}`])
  for (const [at, operation] of declared) expect(operation).toBe(at)
  const known = ofApi.filter(({ terms }) => operations.some((one) => one === terms))
  expect(known).toHaveLength(ofApi.length)
})

test('every declared operation has a route', () => {
  const handled = found.map(({ terms }) => terms)
  const forgotten = operations.filter((operation) => !handled.includes(operation))
  expect(forgotten.map(({ id }) => id)).toEqual([])
})

test('what only pages send is no operation, and is there', () => {
  const undeclared = found.filter(({ terms }) => terms.id === undefined).map(({ at }) => at)
  expect(undeclared.toSorted()).toEqual(ofPages.toSorted())
})

test('ids are unique, and tags are described', () => {
  const ids = operations.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { tag } of operations) expect(tags).toHaveProperty(tag)
})

test('signing up and validating declare the error of each state that lets nobody in', () => {
  const errors = inviteStates.flatMap((state) => stateTable[state].error ?? [])
  for (const { errors: declared } of [signUp, validateLink]) {
    expect(declared).toEqual(expect.arrayContaining(errors))
  }
})

test('pages of other websites may call these two, and no other', () => {
  const crossing = found.filter(({ terms }) => terms.cors).map(({ at }) => at)
  expect(crossing.toSorted()).toEqual([
    'GET /invite/{token}/validate',
    'POST /invite/{token}/signup',
  ])
})
