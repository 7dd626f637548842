import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventTypes } from '@/lib/event-types'
import {
  changeEmailSchema,
  changePasswordSchema,
  deleteAccountSchema,
  profileSchema,
} from '@/lib/schemas/account'
import { docsVoteSchema } from '@/lib/schemas/docs-vote'
import { loginSchema } from '@/lib/schemas/login'
import { openApi } from '../contract/support/document'

const app = join(import.meta.dirname, '..', '..', 'app')

/** Everything that can be asked for: an address and a method, what it takes, and what kind it is. */
export type Target = {
  method: string
  /** As in the document: `/invite/{token}/signup`. */
  path: string
  isPage: boolean
  fields: string[]
  queries: string[]
}

/** What only plain forms send: those routes are not in the document. */
const formFields: Record<string, string[]> = {
  '/account/profile': Object.keys(profileSchema.shape),
  '/account/email': Object.keys(changeEmailSchema.shape),
  '/account/password': Object.keys(changePasswordSchema.shape),
  '/account/delete': Object.keys(deleteAccountSchema.shape),
  '/account/sessions': ['id', 'other'],
  '/docs/vote': Object.keys(docsVoteSchema.shape),
  '/login/form': Object.keys(loginSchema.shape),
}

/** Every page reads these, in proxy.ts. */
const everywhere = ['lang', 'theme']

/** What pages and downloads with a query read of their addresses. */
const pageQueries = [
  ...['cursor', 'error', 'format', 'from', 'helpful', 'invite', 'link', 'limit', 'new', 'next'],
  ...['order', 'person', 'q', 'role', 'since', 'state', 'token', 'type', 'until', 'user'],
]

type Described = {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema?: { $ref?: string; properties?: object } }> }
}

async function described(path: string, method: string) {
  const { document } = await openApi()
  const operation: Described | undefined = document.paths[path]?.[method.toLowerCase()]
  const schema = operation?.requestBody?.content['application/json']?.schema
  const named = document.components.schemas[schema?.$ref?.split('/').at(-1) ?? '']
  const properties = (named ?? schema)?.properties ?? {}
  const queries = operation?.parameters?.filter((one) => one.in === 'query') ?? []
  return { isKnown: operation !== undefined, fields: Object.keys(properties), queries }
}

/** What an address may say to a page or a route that is not in the document. */
function queriesOf(file: string): string[] {
  const source = readFileSync(join(app, file), 'utf8')
  return [...everywhere, ...(/searchParams|query/.test(source) ? pageQueries : [])]
}

async function targetOf(file: string, method: string): Promise<Target> {
  const isPage = file.endsWith('page.tsx')
  const path = `/${file.replace(/\/?(page\.tsx|route\.ts)$/, '')}`.replace(
    /\[+(?:\.{3})?(\w+)\]+/g,
    '{$1}',
  )
  const { isKnown, fields, queries } = await described(path, method)
  return {
    method,
    path,
    isPage,
    fields: isKnown ? fields : (formFields[path] ?? []),
    queries: isKnown ? queries.map(({ name }) => name) : method === 'GET' ? queriesOf(file) : [],
  }
}

/** Every page and every method of every route, from the folders of app/. */
export async function findTargets(): Promise<Target[]> {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  const found = files.toSorted().flatMap((file): Promise<Target>[] => {
    if (/(^|\/)page\.tsx$/.test(file)) return [targetOf(file, 'GET')]
    if (!/(^|\/)route\.ts$/.test(file)) return []
    const source = readFileSync(join(app, file), 'utf8')
    const methods = [...source.matchAll(/\b(GET|POST|PUT|DELETE):/g)].map(([, name = '']) => name)
    return [...new Set(methods.length > 0 ? methods : ['GET'])].map((method) =>
      targetOf(file, method),
    )
  })
  return await Promise.all(found)
}

let serial = 0

/** What goes where a good value is wanted. */
export function goodValue(field: string, token: string): unknown {
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  serial += 1
  const known: Record<string, unknown> = {
    email: `fuzz-${process.pid}-${serial}@example.org`,
    name: 'Fuzz',
    username: undefined,
    password: 'correct horse battery',
    currentPassword: 'correct horse battery',
    expiresAt: soon,
    startsAt: null,
    since: undefined,
    maxUses: 1000,
    rootRole: 'Viewer',
    tokens: [token],
    action: 'pause',
    enabled: true,
    languages: ['en'],
    linkDefaults: { hours: 24, rootRole: 'Viewer', maxUses: null },
    type: eventTypes[0],
  }
  return field in known ? known[field] : 'x'
}
