import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
// https://spec.openapis.org/oas/3.1/schema/, as published (Apache-2.0).
import openApiSchema from '@/lib/testing/openapi-3.1.schema.json'
import { openApiDocument } from './document'

function operations() {
  return Object.values(openApiDocument().paths).flatMap((operationsOfPath) =>
    Object.values(operationsOfPath),
  )
}

function responseSchemas() {
  const names = operations().flatMap(({ responses }) =>
    [...JSON.stringify(responses).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    ),
  )
  return [...new Set(names)].map((name) => [name, openApiDocument().components.schemas[name ?? '']])
}

/** Every object schema somewhere in a schema. */
function objectsIn(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.values(schema).flatMap(objectsIn)
  return 'type' in schema && schema.type === 'object' ? [{ ...schema }, ...inner] : inner
}

/** The rows of WIRE §1 and later additions, except /openapi.json itself. */
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
  getPublicSignupTokenRequests: [200, 400, 401, 403, 404],
  deletePublicSignupTokenRequests: [200, 401, 403, 404],
  deletePublicSignupTokenRequest: [200, 400, 401, 403, 404],
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
  getSettings: [200, 401, 403],
  updateSettings: [200, 400, 401, 403, 412, 413, 415],
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
    expect(paths['/invite/{token}/validate'].get?.operationId).toBe('validatePublicSignupToken')
    expect(paths['/invite/{token}/signup'].post).toMatchObject({
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
      const operation = operations().find(({ operationId }) => operationId === id)
      const documented = Object.keys(operation?.responses ?? {}).map(Number)
      expect(documented, id).toEqual(expect.arrayContaining(statuses))
    }
    expect(Object.keys(table)).toHaveLength(operations().length - 1)
  })

  test('no response may contain a field that is not in its schema', () => {
    for (const [name, schema] of responseSchemas()) {
      const open = objectsIn(schema).filter((object) => object.additionalProperties !== false)
      expect(open, String(name)).toEqual([])
    }
  })

  test('operation ids are unique, and every operation has a description', () => {
    const ids = operations().map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { summary, responses } of operations()) {
      expect(summary).toMatch(/^[A-Z]/)
      expect(Object.keys(responses)).toContain('500')
    }
  })

  test('the server is PUBLIC_URL, and the document is generated once', () => {
    expect(openApiDocument().servers).toEqual([{ url: 'https://foyer.test' }])
    expect(openApiDocument()).toBe(openApiDocument())
  })
})
