import fc from 'fast-check'
import { headerNames, headerValues, rawSteps } from './headers'
import type { Target } from './targets'
import { bodies, strings, values } from './values'

/** What differs from a good request; everything else is as it should be. */
export type Case = {
  target: Target
  /** Says in the report what was tried. */
  label: string
  fields?: Record<string, unknown>
  /** Parameters of the path, encoded. */
  steps?: Record<string, string>
  queries?: [name: string, value: string][]
  headers?: Record<string, string>
  /** A name in `bodies`. */
  body?: string
  isForm?: boolean
}

/** As UTF-8 in percent escapes, also what `encodeURIComponent` refuses. */
function encode(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

export const namesIn = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

/** Every field, parameter and query of every target × every class, and every body and header. */
export function allCases(targets: Target[], seed: number): Case[] {
  let drawn = 0
  const draw = <T>(from: fc.Arbitrary<T>): T => {
    drawn += 1
    const [value] = fc.sample(from, { seed: seed + drawn, numRuns: 1 })
    if (value === undefined && drawn < 0) throw new Error('Nothing was drawn.')
    return value as T
  }
  return targets.flatMap((target): Case[] => {
    const { fields, path, queries } = target
    const takesBody = target.method === 'POST' || target.method === 'PUT'
    return [
      ...fields.flatMap((field) =>
        Object.entries(values).map(([name, from]) => ({
          target,
          label: `${field}: ${name}`,
          fields: { [field]: draw(from) },
        })),
      ),
      ...namesIn(path).flatMap((param) => [
        ...Object.entries(strings).map(([name, from]) => ({
          target,
          label: `{${param}}: ${name}`,
          // 16 kB of headers are all that the server reads.
          steps: { [param]: encode(draw(from).slice(0, 9000)).slice(0, 12_000) },
        })),
        ...rawSteps.map((step) => ({
          target,
          label: `{${param}}: ${step}`,
          steps: { [param]: step },
        })),
      ]),
      ...queries.flatMap((query) =>
        Object.entries(strings).map(
          ([name, from]): Case => ({
            target,
            label: `?${query}: ${name}`,
            queries: [[query, encode(draw(from).slice(0, 9000)).slice(0, 12_000)]],
          }),
        ),
      ),
      ...(takesBody
        ? Object.keys(bodies).map((body) => ({ target, label: `body: ${body}`, body }))
        : []),
      ...headerNames.map((name) => ({
        target,
        label: `header ${name}`,
        headers: { [name]: draw(headerValues) },
      })),
    ]
  })
}

/** Several things wrong at once, of anything anywhere. */
export function anyCase(targets: Target[]): fc.Arbitrary<Case> {
  const text = fc
    .oneof(...Object.values(strings))
    .map((value) => encode(value.slice(0, 5000)).slice(0, 5000))
  const step = fc.oneof(text, fc.constantFrom(...rawSteps))
  const some = <T>(names: string[], from: fc.Arbitrary<T>, most: number) =>
    names.length === 0
      ? fc.constant<[string, T][]>([])
      : fc.array(fc.tuple(fc.constantFrom(...names), from), { maxLength: most })
  return fc.constantFrom(...targets).chain((target) =>
    fc.record({
      target: fc.constant(target),
      label: fc.constant('random'),
      fields: some([...target.fields, 'more'], fc.oneof(...Object.values(values)), 3).map(
        Object.fromEntries,
      ),
      steps: fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: some(namesIn(target.path), step, 1).map(Object.fromEntries) },
      ),
      queries: some(target.queries, text, 2),
      headers: fc.oneof(
        { weight: 2, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: some(headerNames, headerValues, 2).map(Object.fromEntries) },
      ),
      isForm: fc.boolean(),
    }),
  )
}

/** A good request of anything, in JSON or as a form: what nonsense is compared with. */
export function harmlessCase(targets: Target[]): fc.Arbitrary<Case> {
  return fc.record({
    target: fc.constantFrom(...targets),
    label: fc.constant('harmless'),
    isForm: fc.boolean(),
  })
}
