import { describe, expect, test } from 'vitest'
import { operations } from './operations'
import type { Parameter } from './parameters'

const parameters = operations.flatMap(({ id, query = {} }) =>
  Object.entries(query).map(([key, parameter]): [string, Parameter] => [
    `${parameter.name ?? key} of ${id}`,
    parameter,
  ]),
)

type Documented = string | number | undefined

/** What the document says that a parameter may be, and what it may not. */
function casesOf({ schema, example, absent }: Parameter) {
  const { enum: words, minimum, maximum, format } = schema
  const usual = typeof absent === 'number' || typeof absent === 'string' ? absent : undefined
  const good: Documented[] = [...(words ?? []), example, usual, minimum, maximum]
  const bad: Documented[] = [
    words && 'another word',
    minimum !== undefined ? minimum - 1 : undefined,
    maximum !== undefined ? maximum + 1 : undefined,
    format && '2030-01-31',
  ]
  return { good, bad }
}

function read({ read: readText }: Parameter, values: Documented[]) {
  return values.filter((value) => value !== undefined).map((value) => readText(String(value)))
}

describe('a parameter is read as the document says', () => {
  test.each(parameters)('%s', (_, parameter) => {
    const { good, bad } = casesOf(parameter)
    expect(read(parameter, good)).not.toContain(null)
    expect(read(parameter, bad).filter((value) => value !== null)).toEqual([])
  })
})
