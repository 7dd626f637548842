import { notes } from '@/lib/api/notes'
import { type Operation, type Schema, tags } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { schemas } from '@/lib/api/schemas'
import { cookieName } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import packageJson from '@/package.json'
import { schemaComponents } from './components'
import { describeOperation, type NameOf } from './operation'
import { headerComponents, responseComponents } from './responses'

/** How callers show who they are. */
export function securitySchemes() {
  return {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description:
        '`Authorization: <token>`: the secret of an admin or personal API token, without a prefix.',
    },
    bearerToken: {
      type: 'http',
      scheme: 'bearer',
      description: '`Authorization: Bearer <token>`: the same secret with a prefix.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName(),
      description:
        '`Cookie: <name>=<value>`: the cookie that sign-in and sign-up set in a browser.',
    },
  }
}

type Described = ReturnType<typeof describeOperation>

/** The operations by path and method. */
function pathsOf(declared: readonly Operation[], nameOf: NameOf) {
  const paths: Record<string, Record<string, Described>> = {}
  for (const operation of declared) {
    const { path, method } = operation
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation, nameOf) }
  }
  return paths
}

/** Looks up the name under which a schema is in the document. Throws where it has none. */
export function namesOf(named: Record<string, Schema>): NameOf {
  const names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
  return (schema) => {
    const name = names.get(schema)
    if (name === undefined)
      throw new Error('A schema of an operation has no name in lib/api/schemas.ts.')
    return name
  }
}

/** The OpenAPI 3.1 document of some operations. */
export function buildDocument(declared: readonly Operation[], named: Record<string, Schema>) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Foyer',
      version: packageJson.version,
      summary: 'Create an invite link, share it, see who joined.',
      description:
        'HEAD works wherever GET does. A method that a path does not support gets 405 with `Allow`. To get errors as RFC 9457, send `Accept: application/problem+json`. Unknown fields are rejected, nothing is coerced, and every violation is listed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: getEnv().publicUrl }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(declared, namesOf(named)),
    components: {
      schemas: schemaComponents(named, notes),
      responses: responseComponents(declared),
      headers: headerComponents(declared),
      securitySchemes: securitySchemes(),
    },
  }
}

let current: ReturnType<typeof buildDocument> | undefined

/** The API as an OpenAPI document, built once per process from the operations that `route()` handles. */
export function openApiDocument() {
  current ??= buildDocument(operations, schemas)
  return current
}
