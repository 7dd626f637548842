import type * as z from 'zod/mini'

/** A schema of the document: JSON Schema 2020-12, as zod writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The named schemas of the document. */
export type Schemas = Readonly<Record<string, JsonSchema>>

/** A member of a body or an answer, or a parameter, as the reference shows it. */
export type Field = {
  name: string
  /** Where it is, from the top: `user.email`, `tokens[].name`. No two of one schema have the same. */
  path: string
  /** `string`, `integer or null`, `array of objects`. */
  type: string
  /** How its value is written: as it is, as JSON, or as JSON of several values. */
  kind: 'text' | 'value' | 'list'
  isInstant: boolean
  required: boolean
  /** What else holds of its value: `1 to 255 characters`, `one of "open", "paused"`. */
  limits: string[]
  /** Markdown. */
  description: string
  fields: Field[]
}

/** The members of an object schema, or of the objects in a list, with what is in them. */
export function fieldsOf(schema: JsonSchema, schemas: Schemas, above = ''): Field[] {
  const { properties = {}, required = [] } = objectIn(schema, schemas) ?? {}
  return Object.entries(properties).flatMap(([name, member]) =>
    typeof member === 'object'
      ? [fieldOf(name, member, required.includes(name), { schemas, above })]
      : [],
  )
}

type Surroundings = { schemas: Schemas; above?: string }

/** One member or parameter. */
export function fieldOf(
  name: string,
  schema: JsonSchema,
  required: boolean,
  { schemas, above = '' }: Surroundings,
): Field {
  const path = `${above}${name}`
  const choices = choicesOf(schema, schemas)
  const inner = choices.some(itemsOf) ? `${path}[].` : `${path}.`
  return {
    name,
    path,
    type: typeOf(choices, schemas),
    kind: kindOf(choices, schemas),
    isInstant: choices.some(({ format }) => format === 'date-time'),
    required,
    limits: [...new Set([schema, ...choices].flatMap(limitsOf))],
    description: schema.description ?? choices[0]?.description ?? '',
    fields: choices.flatMap((choice) => fieldsOf(choice, schemas, inner)),
  }
}

/** The address of a field within its page. */
export function fieldAnchor(group: string, { path }: Pick<Field, 'path'>): string {
  return `${group}-${path.replaceAll(/[^\w.-]/g, '')}`
}

/** Several values are those of an object or a list; text may be null too. */
function kindOf(choices: readonly JsonSchema[], schemas: Schemas): Field['kind'] {
  if (choices.some((choice) => choice.properties || itemsOf(choice))) return 'list'
  const types = new Set(choices.flatMap((choice) => typesOf(choice, schemas)))
  types.delete('null')
  return types.size === 1 && types.has('string') ? 'text' : 'value'
}

/** A schema in full, where it is a reference to a named one. */
function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...own } = schema
  return { ...schemas[$ref.slice($ref.lastIndexOf('/') + 1)], ...own }
}

/** What a value can be: the schema itself, or each of its alternatives. */
function choicesOf(schema: JsonSchema, schemas: Schemas): JsonSchema[] {
  const whole = resolve(schema, schemas)
  const choices = whole.anyOf?.filter((one) => typeof one === 'object')
  return choices ? choices.flatMap((one) => choicesOf(one, schemas)) : [whole]
}

function objectIn(schema: JsonSchema, schemas: Schemas): JsonSchema | undefined {
  const whole = resolve(schema, schemas)
  const items = itemsOf(whole)
  return whole.properties ? whole : items && objectIn(items, schemas)
}

/** The schema of what is in a list; no schema of ours lists them one by one. */
function itemsOf({ items }: JsonSchema): JsonSchema | undefined {
  return typeof items === 'object' && !Array.isArray(items) ? items : undefined
}

function typeOf(choices: readonly JsonSchema[], schemas: Schemas): string {
  const types = new Set(choices.flatMap((choice) => typesOf(choice, schemas)))
  const isNullable = types.delete('null')
  return [...types, ...(isNullable ? ['null'] : [])].join(' or ')
}

function typesOf(schema: JsonSchema, schemas: Schemas): string[] {
  const { type, enum: values, const: only } = schema
  const items = itemsOf(schema)
  if (items) return [`array of ${typeOf(choicesOf(items, schemas), schemas)}s`]
  if (type !== undefined) return typeof type === 'string' ? [type] : [...type]
  const known = only === undefined ? (values ?? []) : [only]
  if (known.length > 0) return [...new Set(known.map((value) => typeof value))]
  return ['any value']
}

const inWords = (value: unknown) => JSON.stringify(value)

const inPlain = (value: unknown) => (typeof value === 'string' ? value : inWords(value))

/** `1 to 255 characters`, `at least 1`, `at most 1 item`. */
function range(from: number | undefined, to: number | undefined, noun: string): string[] {
  const unit = noun && ` ${noun}${(to ?? from) === 1 ? '' : 's'}`
  if (from !== undefined && to !== undefined) return [`${from} to ${to}${unit}`]
  if (from !== undefined) return [`at least ${from}${unit}`]
  return to === undefined ? [] : [`at most ${to}${unit}`]
}

function limitsOf(schema: JsonSchema): string[] {
  const { minimum, maximum, exclusiveMinimum } = schema
  const { minLength, maxLength, minItems, maxItems } = schema
  const { enum: values, const: only, default: usual, examples = [] } = schema
  const from = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : minimum
  return [
    ...(schema.deprecated ? ['deprecated'] : []),
    ...(schema.format === undefined ? [] : [schema.format]),
    ...range(from, maximum, ''),
    // That a text is not empty goes without saying where it is described.
    ...range(
      minLength === 1 && maxLength === undefined ? undefined : minLength,
      maxLength,
      'character',
    ),
    ...range(minItems, maxItems, 'item'),
    ...(values ? [`one of ${values.map(inWords).join(', ')}`] : []),
    ...(only === undefined ? [] : [`always ${inWords(only)}`]),
    ...(usual === undefined ? [] : [`default ${inWords(usual)}`]),
    ...(examples.length > 0 ? [`for example ${examples.map(inPlain).join(', ')}`] : []),
    // A pattern for people is in the description; this is the exact one.
    ...(schema.pattern === undefined ? [] : [`matches ${schema.pattern}`]),
  ]
}
