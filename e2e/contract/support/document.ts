import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { appUrl } from './send'

type Schema = Record<string, unknown>
type Media = { schema?: Schema }
type Response = {
  $ref?: string
  headers?: Record<string, { $ref?: string; required?: boolean; schema?: Schema }>
  content?: Record<string, Media>
}

export type Operation = {
  operationId: string
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, Response>
}

type Document = {
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses: Record<string, Response>
    headers: Record<string, { schema?: Schema }>
  }
}

async function load() {
  const response = await fetch(`${appUrl()}/openapi.json`)
  const document: Document = JSON.parse(await response.text())
  const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }))
  ajv.addVocabulary(['components'])
  ajv.addSchema({ $id: 'openapi', components: { schemas: document.components.schemas } })
  return { document, ajv }
}

let loaded: ReturnType<typeof load> | undefined

/** The document as the app serves it, read once per worker. */
export async function openApi() {
  loaded ??= load()
  return await loaded
}

/** The path of the document that a request's path is one of, with its operations, or null. */
export async function findPath(path: string): Promise<Record<string, Operation> | null> {
  const { document } = await openApi()
  const steps = stepsOf(path)
  const fits = Object.entries(document.paths).filter(([template]) => {
    const wanted = stepsOf(template)
    return (
      wanted.length === steps.length &&
      wanted.every((step, at) => step.startsWith('{') || step === steps[at])
    )
  })
  // A literal step is a better fit than a parameter.
  const [best] = fits.sort(([a], [b]) => a.split('{').length - b.split('{').length)
  return best?.[1] ?? null
}

function stepsOf(path: string): string[] {
  const bare = path.replace(/[?#].*$/s, '').replace(/\/+$/, '')
  return bare.split('/')
}

/** A documented answer of an operation, its reference followed, or null. */
export async function findResponse(operation: Operation, status: number) {
  const { document } = await openApi()
  const response = operation.responses[String(status)]
  const name = response?.$ref?.split('/').at(-1)
  return (name === undefined ? response : document.components.responses[name]) ?? null
}

const compiled = new Map<string, ValidateFunction>()

/** Why a value does not fit a schema of the document; empty where it does. */
export async function misfits(schema: Schema, value: unknown): Promise<string[]> {
  const { ajv } = await openApi()
  // References in the document are relative to it.
  const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')
  const check = compiled.get(text) ?? ajv.compile(JSON.parse(text))
  compiled.set(text, check)
  if (check(value)) return []
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}
