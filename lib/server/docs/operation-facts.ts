import { errorsOf, type OperationError } from '@/lib/api/errors'
import { requestHeaders, responseHeaders } from '@/lib/api/headers'
import { type Answer, isFileBody, type Operation } from '@/lib/api/operation'
import { schemas as namedSchemas } from '@/lib/api/schemas'
import { cookieName } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import { type Field, fieldOf, fieldsOf, type Schemas } from './fields'
import { namesOf, openApiDocument } from './openapi/document'
import { errorExample } from './openapi/responses'
import { type Sample, samplesOf } from './samples/samples'

/** Parameters or members that belong together. */
type FieldGroup = {
  /** The beginning of the addresses of its fields within the page. */
  id: 'path' | 'query' | 'header'
  title: string
  fields: Field[]
}

export type BodyFacts = {
  /** The name of its schema, or null for a file. */
  schema: string | null
  description: string
  types: string[]
  fields: Field[]
}

export type ResponseFacts = {
  id: string
  status: number
  description: string
  schema: string | null
  headers: Field[]
  fields: Field[]
  example: unknown
}

/** An error with the body that comes with it. */
type ErrorFacts = OperationError & { body: unknown }

/** Everything that the reference says about an operation. */
export type OperationFacts = {
  operation: Operation
  url: string
  access: string
  parameters: FieldGroup[]
  body: BodyFacts | null
  responses: ResponseFacts[]
  errors: ErrorFacts[]
  samples: Sample[]
}

const howToSend =
  'Send the token as `Authorization: <token>` or `Authorization: Bearer <token>`, or the cookie of the session.'

/** Who may call, by the access that an operation declares. */
const accessNotes: Record<Operation['access'], string> = {
  static: 'Anyone. It needs no database.',
  public: 'Anyone. No credentials are needed.',
  caller: `Anyone who is signed in, and any API token. ${howToSend}`,
  person: `A person: signed in, or with a personal API token. ${howToSend}`,
  session: 'A person who is signed in in a browser. API tokens are refused.',
  admin: `Administrators: signed in, with a personal API token, or with an admin API token. ${howToSend}`,
}

const nameOf = namesOf(namedSchemas)

/** What the reference says about an operation, from what it declares and the document. */
export function factsOf(operation: Operation): OperationFacts {
  const schemas: Schemas = openApiDocument().components.schemas
  const { publicUrl } = getEnv()
  return {
    operation,
    url: `${publicUrl}${operation.path}`,
    access: accessNotes[operation.access],
    parameters: parametersOf(operation).filter(({ fields }) => fields.length > 0),
    body: bodyOf(operation, schemas),
    responses: responsesOf(operation, schemas),
    errors: errorsOf(operation).map((error) => ({
      ...error,
      body: errorExample(error.name, null),
    })),
    samples: samplesOf(operation, publicUrl, cookieName()),
  }
}

type Parameter = { description: string; schema: object; example?: unknown; absent?: unknown }

/** A parameter or header as a field. */
function parameterField(name: string, parameter: Parameter, required: boolean): Field {
  const { description, schema, example, absent } = parameter
  const described = {
    ...schema,
    description,
    ...(absent !== undefined && { default: absent }),
    ...(example !== undefined && { examples: [example] }),
  }
  return fieldOf(name, described, required, { schemas: {} })
}

function parametersOf({ params = {}, query = {}, headers = [] }: Operation): FieldGroup[] {
  const inPath = Object.entries(params).map(([name, one]) => parameterField(name, one, true))
  const inQuery = Object.entries(query).map(([key, one]) =>
    parameterField(one.name ?? key, one, one.required ?? false),
  )
  const inHeaders = headers.map((name) => parameterField(name, requestHeaders[name], false))
  return [
    { id: 'path', title: 'Path parameters', fields: inPath },
    { id: 'query', title: 'Query parameters', fields: inQuery },
    { id: 'header', title: 'Request headers', fields: inHeaders },
  ]
}

function bodyOf({ body, takesForm }: Operation, schemas: Schemas): BodyFacts | null {
  if (!body) return null
  if (isFileBody(body)) return { schema: null, description: '', types: [...body.types], fields: [] }
  const schema = nameOf(body)
  const form = takesForm ? ['application/x-www-form-urlencoded'] : []
  return {
    schema,
    description: schemas[schema]?.description ?? '',
    types: ['application/json', ...form],
    fields: fieldsOf(schemas[schema] ?? {}, schemas),
  }
}

function responsesOf(
  { success, others = [], example }: Operation,
  schemas: Schemas,
): ResponseFacts[] {
  return [
    responseOf(success, example?.answer, schemas),
    ...others.map((other) => responseOf(other, undefined, schemas)),
  ]
}

function responseOf(answer: Answer, example: unknown, schemas: Schemas): ResponseFacts {
  const { status, description, headers = [], maybe = [] } = answer
  const schema = answer.schema ? nameOf(answer.schema) : null
  const sent = [...headers, ...maybe].map((name) =>
    parameterField(name, responseHeaders[name], headers.includes(name)),
  )
  return {
    id: `response-${status}`,
    status,
    description,
    schema,
    headers: sent,
    fields: schema ? fieldsOf(schemas[schema] ?? {}, schemas) : [],
    example,
  }
}
