import { requestHeaders } from '@/lib/api/headers'
import { type Answer, isFileBody, type Operation, type Schema } from '@/lib/api/operation'
import type { Parameter } from '@/lib/api/parameters'
import { errorRefs, headersOf } from './responses'

/** The name of a schema in the document. */
export type NameOf = (schema: Schema) => string

const anyCredential = [{ apiKey: [] }, { bearerToken: [] }, { session: [] }]

const credentials = {
  static: [],
  public: [],
  caller: anyCredential,
  person: anyCredential,
  session: [{ session: [] }],
  admin: anyCredential,
}

function refTo(schema: Schema, nameOf: NameOf) {
  return { $ref: `#/components/schemas/${nameOf(schema)}` }
}

function contentOf({ schema, media }: Answer, example: unknown, nameOf: NameOf) {
  if (media) return { [media.type]: { schema: media.schema } }
  if (!schema) return undefined
  const shown = example === undefined ? {} : { example }
  return { 'application/json': { schema: refTo(schema, nameOf), ...shown } }
}

function answerOf(answer: Answer, example: unknown, nameOf: NameOf) {
  const headers = headersOf(answer.headers ?? [], answer.maybe ?? [])
  const content = contentOf(answer, example, nameOf)
  return {
    description: answer.description,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(content && { content }),
  }
}

function responsesOf({ success, others = [], example }: Operation, nameOf: NameOf) {
  return Object.fromEntries([
    [success.status, answerOf(success, example?.answer, nameOf)],
    ...others.map((other) => [other.status, answerOf(other, undefined, nameOf)]),
  ])
}

function queryParameter(key: string, parameter: Parameter) {
  const { name = key, description, schema, absent, example, required } = parameter
  return {
    name,
    in: 'query',
    ...(required && { required }),
    description,
    schema: { ...schema, ...(absent !== undefined && { default: absent }) },
    ...(example !== undefined && { example }),
  }
}

function parametersOf({ params = {}, query = {}, headers = [] }: Operation) {
  return [
    ...Object.entries(params).map(([name, rest]) => ({
      name,
      in: 'path',
      required: true,
      ...rest,
    })),
    ...Object.entries(query).map(([key, parameter]) => queryParameter(key, parameter)),
    ...headers.map((name) => ({ name, in: 'header', ...requestHeaders[name] })),
  ]
}

function bodyOf({ body, takesForm, example }: Operation, nameOf: NameOf) {
  if (!body) return {}
  if (isFileBody(body)) {
    const content = Object.fromEntries(body.types.map((type) => [type, {}]))
    return { requestBody: { required: true, content } }
  }
  const schema = refTo(body, nameOf)
  const media = { schema, ...(example && { example: example.body }) }
  const form = takesForm && { 'application/x-www-form-urlencoded': media }
  return { requestBody: { required: true, content: { 'application/json': media, ...form } } }
}

const readableElsewhere =
  'Pages of the websites in `corsOrigins` of the settings may call this from a browser, without credentials: answers and errors then have `Access-Control-Allow-Origin`, and OPTIONS answers the preflight.'

/** One operation of the document, with everything that it can answer. */
export function describeOperation(operation: Operation, nameOf: NameOf) {
  const { id, tag, summary, access, cors } = operation
  const description = [operation.description, cors && readableElsewhere].filter(Boolean).join(' ')
  const parameters = parametersOf(operation)
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: credentials[access],
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(operation, nameOf),
    responses: { ...responsesOf(operation, nameOf), ...errorRefs(operation) },
  }
}
