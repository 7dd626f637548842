import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Operation } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { choice } from '@/lib/api/parameters'
import { schemas } from '@/lib/api/schemas'
// https://spec.openapis.org/oas/3.1/schema/, as published (Apache-2.0).
import openApiSchema from '@/lib/testing/openapi-3.1.schema.json'
import { schemaComponents } from './components'
import { buildDocument, openApiDocument } from './document'

function described() {
  return Object.values(openApiDocument().paths).flatMap((operationsOfPath) =>
    Object.values(operationsOfPath),
  )
}

const sentence = /^.+[.]$/s

/** The paths of the fields of a schema, and of what is in it, that have no description. */
function withoutDescription(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties = {}, items, anyOf = [] } = { ...schema } as Json
  const fields = Object.entries(properties).flatMap(([name, field]) => [
    ...(sentence.test(String(Object(field).description)) ? [] : [`${path}/${name}`]),
    ...withoutDescription(field, `${path}/${name}`),
  ])
  return [...fields, ...[items, ...anyOf].flatMap((one) => withoutDescription(one, path))]
}

type Json = { properties?: Record<string, unknown>; items?: unknown; anyOf?: unknown[] }

/** Every object schema somewhere in a schema. */
function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.values(schema).flatMap(objectsIn)
  return 'type' in schema && schema.type === 'object' ? [{ ...schema }, ...inner] : inner
}

/** The rows of WIRE §1 and later additions, except for this document itself. */
const table: Record<string, number[]> = {
  validatePublicSignupToken: [200, 400, 429],
  addPublicSignupTokenUser: [201, 303, 400, 403, 409, 413, 415, 429, 503],
  getAllPublicSignupTokens: [200, 400, 401, 403],
  createPublicSignupToken: [201, 400, 401, 403, 413, 415],
  getPublicSignupToken: [200, 401, 403, 404],
  updatePublicSignupToken: [200, 400, 401, 403, 404, 412, 413, 415],
  revokePublicSignupToken: [200, 401, 403, 404, 412],
  rotatePublicSignupToken: [200, 401, 403, 404, 412],
  getPublicSignupTokenUsers: [200, 400, 401, 403, 404],
  changePublicSignupTokens: [200, 400, 401, 403, 413, 415],
  requestInvite: [201, 303, 400, 403, 413, 415, 429],
  startPublicSignupToken: [204, 400, 403, 413, 429],
  getPublicSignupTokenCounts: [200, 400, 401, 403, 404],
  getPublicSignupTokenRequests: [200, 400, 401, 403, 404],
  deletePublicSignupTokenRequests: [200, 401, 403, 404],
  deletePublicSignupTokenRequest: [200, 400, 401, 403, 404],
  getInviteRequests: [200, 400, 401, 403],
  updateInviteRequests: [200, 400, 401, 403, 413, 415],
  updateInviteRequest: [200, 400, 401, 403, 404, 409, 413, 415],
  answerInviteRequest: [201, 401, 403, 404],
  login: [200, 400, 401, 403, 413, 415, 429],
  logout: [302, 401, 403],
  getMe: [200, 401],
  getPats: [200, 401],
  createPat: [201, 400, 401, 403, 409, 413, 415],
  deletePat: [200, 401, 403, 404],
  getUsers: [200, 400, 401, 403],
  getUser: [200, 401, 403, 404],
  updateUser: [200, 400, 401, 403, 404, 409, 412, 413, 415],
  deleteUser: [200, 401, 403, 404, 409, 412],
  endUserSessions: [200, 401, 403, 404],
  getUserSessions: [200, 401, 403, 404],
  endUserSession: [200, 401, 403, 404],
  getOwnSessions: [200, 401],
  endOwnSession: [200, 401, 403, 404],
  createPasswordReset: [201, 401, 403, 404],
  resetPassword: [200, 303, 400, 403, 404, 413, 415],
  getPublicSignupTokenReversals: [200, 400, 401, 403, 404],
  previewPublicSignupTokenReversal: [200, 400, 401, 403, 404],
  createPublicSignupTokenReversal: [201, 400, 401, 403, 404, 413, 415],
  revertPublicSignupTokenReversal: [200, 401, 403, 404],
  getUserTokens: [200, 401, 403, 404],
  deleteUserToken: [200, 401, 403, 404],
  getPasswordResets: [200, 401, 403, 404],
  deletePasswordReset: [200, 401, 403, 404],
  getEvents: [200, 400, 401, 403],
  getStream: [200, 400, 401, 403, 429, 503],
  getSettings: [200, 401, 403],
  updateSettings: [200, 400, 401, 403, 412, 413, 415],
  setLogo: [200, 400, 401, 403, 412, 413, 415],
  removeLogo: [200, 401, 403, 412],
  search: [200, 400, 401, 403],
  getHealth: [200],
  getReady: [200, 503],
  openLegacyInviteLink: [307, 404],
}

describe('the OpenAPI document', () => {
  test('is a valid OpenAPI 3.1 document', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }))
    const isValid = ajv.compile(openApiSchema)
    expect(isValid(openApiDocument()), JSON.stringify(isValid.errors, null, 2)).toBe(true)
    expect(isValid({ ...openApiDocument(), paths: [] })).toBe(false)
  })

  test('every reference in it leads somewhere', () => {
    const document = openApiDocument()
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)]
    expect(refs.length).toBeGreaterThan(50)
    for (const [, kind = '', name = ''] of refs) {
      expect(document.components, `${kind}/${name}`).toHaveProperty([kind, name])
    }
  })

  test('every schema is valid JSON Schema without keywords that a validator would ignore', () => {
    const { schemas } = openApiDocument().components
    const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }))
    ajv.addVocabulary(['components'])
    ajv.addSchema({ $id: 'foyer', components: { schemas } })
    for (const name of Object.keys(schemas)) {
      expect(ajv.getSchema(`foyer#/components/schemas/${name}`), name).toBeTypeOf('function')
    }
  })

  test('the six operations of Unleash keep their ids, paths and schemas', () => {
    const base = '/api/admin/invite-link/tokens'
    const { paths } = openApiDocument()
    const schemas = '#/components/schemas'
    expect(paths['/invite/{token}/validate']?.get?.operationId).toBe('validatePublicSignupToken')
    expect(paths['/invite/{token}/signup']?.post).toMatchObject({
      operationId: 'addPublicSignupTokenUser',
      requestBody: {
        content: { 'application/json': { schema: { $ref: `${schemas}/createInvitedUserSchema` } } },
      },
      responses: {
        201: { content: { 'application/json': { schema: { $ref: `${schemas}/userSchema` } } } },
      },
    })
    expect(JSON.stringify(paths[base]?.get)).toContain(`${schemas}/publicSignupTokensSchema`)
    expect(JSON.stringify(paths[base]?.post)).toContain(`${schemas}/publicSignupTokenCreateSchema`)
    expect(JSON.stringify(paths[`${base}/{token}`]?.put)).toContain(
      `${schemas}/publicSignupTokenUpdateSchema`,
    )
    const ids = [paths[base]?.get, paths[base]?.post, paths[`${base}/{token}`]?.get]
    expect([...ids, paths[`${base}/{token}`]?.put].map((item) => item?.operationId)).toEqual([
      'getAllPublicSignupTokens',
      'createPublicSignupToken',
      'getPublicSignupToken',
      'updatePublicSignupToken',
    ])
  })

  test('every status of WIRE §1 is documented', () => {
    for (const [id, statuses] of Object.entries(table)) {
      const operation = described().find(({ operationId }) => operationId === id)
      const documented = Object.keys(operation?.responses ?? {}).map(Number)
      expect(documented, id).toEqual(expect.arrayContaining(statuses))
    }
    expect(Object.keys(table)).toHaveLength(described().length - 2)
  })

  test('no request and no response may contain a field that is not in its schema', () => {
    for (const [name, schema] of Object.entries(openApiDocument().components.schemas)) {
      const open = objectsIn(schema).filter((object) => object.additionalProperties !== false)
      expect(open, name).toEqual([])
    }
  })

  test('every operation has a summary, every parameter and header a description', () => {
    for (const { summary, responses, parameters = [] } of described()) {
      expect(summary).toMatch(/^[A-Z]/)
      expect(Object.keys(responses)).toContain('500')
      for (const { description } of parameters) expect(description).toMatch(sentence)
    }
  })

  test('every schema and every field of it has a description', () => {
    const { schemas } = openApiDocument().components
    expect(withoutDescription({ properties: schemas }, '')).toEqual([])
    const extended = { deep: z.strictObject({ list: z.array(z.strictObject({ new: z.int() })) }) }
    const found = schemaComponents(extended, { deep: ['A.', { list: 'The list.' }] })
    expect(withoutDescription({ properties: found }, '')).toEqual(['/deep/list/new'])
  })

  test('a field that is added to a schema is in the document, with no other edit', () => {
    const userSchema = z.extend(schemas.userSchema, { nickname: z.nullable(z.string()) })
    const declared = operations.map((operation) => {
      const { success } = operation
      const isUser = success.schema === schemas.userSchema
      return isUser ? { ...operation, success: { ...success, schema: userSchema } } : operation
    })
    const before = buildDocument(operations, schemas)
    const after = buildDocument(declared, { ...schemas, userSchema })
    expect(before.components.schemas.userSchema?.properties).not.toHaveProperty('nickname')
    expect(after.components.schemas.userSchema).toMatchObject({
      properties: { nickname: { type: ['string', 'null'] } },
      required: expect.arrayContaining(['nickname']),
    })
  })

  test('a filter, an order or an error that is added to an operation is in the document', () => {
    const [list] = operations.filter(({ id }) => id === 'getUsers')
    if (!list) throw new Error('There is no such operation.')
    const colour = choice(['red', 'blue'], 'Only in this colour.')
    const changed: Operation = {
      ...list,
      query: { ...list.query, colour },
      errors: [['StaleError', 'The colour has changed.']],
    }
    const document = buildDocument([changed], schemas)
    const described = document.paths[list.path]?.get
    expect(described?.parameters).toContainEqual({
      name: 'colour',
      in: 'query',
      description: 'Only in this colour.',
      schema: { type: 'string', enum: ['red', 'blue', ''] },
    })
    expect(described?.responses[412]).toEqual({
      $ref: '#/components/responses/StaleError',
      description: '- `StaleError`: The colour has changed.',
    })
  })

  test('every error response names its errors, says when they come and shows their bodies', () => {
    const { responses } = openApiDocument().components
    for (const [key, { description, content }] of Object.entries(responses)) {
      const names = key.split('.')
      expect(Object.keys(content['application/json'].examples), key).toEqual(names)
      expect(Object.keys(content['application/problem+json'].examples), key).toEqual(names)
      for (const name of names) expect(description).toContain(`\`${name}\`: `)
    }
  })

  test('a schema of an operation that has no name is a mistake', () => {
    const { userSchema: _, ...others } = schemas
    expect(() => buildDocument(operations, others)).toThrow('lib/api/schemas.ts')
  })

  test('the server is PUBLIC_URL, and the document is generated once', () => {
    expect(openApiDocument().servers).toEqual([{ url: 'https://foyer.test' }])
    expect(openApiDocument()).toBe(openApiDocument())
  })
})
