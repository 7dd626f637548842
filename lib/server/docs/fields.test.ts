import { expect, test } from 'vitest'
import { fieldsOf, type JsonSchema, type Schemas } from './fields'

const schemas: Schemas = {
  person: {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'integer', exclusiveMinimum: 0, description: 'The id.' },
      seen: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    },
  },
}

function typed(schema: JsonSchema) {
  const [field] = fieldsOf({ properties: { it: schema } }, schemas)
  return [field?.type, ...(field?.limits ?? [])]
}

test('types are in words: one of several, lists, null last, enumerations by what they hold', () => {
  expect(typed({ type: ['null', 'string'] })).toEqual(['string or null'])
  expect(typed({ type: 'array', items: { type: 'string' } })).toEqual(['array of strings'])
  expect(typed({ enum: ['a', 'b'] })).toEqual(['string', 'one of "a", "b"'])
  expect(typed({ const: 'User' })).toEqual(['string', 'always "User"'])
  expect(typed({})).toEqual(['any value'])
})

test('limits are in words, each once', () => {
  expect(typed({ type: 'string', minLength: 1, maxLength: 254, format: 'email' })).toEqual([
    ...['string', 'email', '1 to 254 characters'],
  ])
  expect(typed({ type: 'integer', exclusiveMinimum: 0 })).toEqual(['integer', 'at least 1'])
  expect(typed({ type: 'array', items: { type: 'integer' }, maxItems: 1 })).toEqual([
    ...['array of integers', 'at most 1 item'],
  ])
  const role: JsonSchema = {
    type: 'string',
    default: 'Viewer',
    examples: ['Viewer'],
    deprecated: true,
  }
  expect(typed(role)).toEqual(['string', 'deprecated', 'default "Viewer"', 'for example Viewer'])
})

test('a reference is followed, and what is in it has a path of its own', () => {
  const people: JsonSchema = {
    type: 'array',
    items: { $ref: '#/components/schemas/person' },
  }
  const creator: JsonSchema = {
    anyOf: [{ $ref: '#/components/schemas/person' }, { type: 'null' }],
  }
  const fields = fieldsOf({ properties: { people, creator }, required: ['people'] }, schemas)
  expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['people', 'array of objects', true],
    ['creator', 'object or null', false],
  ])
  expect(fields.flatMap((field) => field.fields.map(({ path }) => path))).toEqual([
    ...['people[].id', 'people[].seen', 'creator.id', 'creator.seen'],
  ])
})
