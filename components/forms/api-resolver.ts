import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldErrors, FieldPath, FieldValues, Resolver } from 'react-hook-form'
import type * as z from 'zod/mini'

type Options<Values extends FieldValues, Body extends FieldValues> = {
  schema: z.ZodMiniType<Body, FieldValues>
  toBody: (values: Values) => FieldValues
  fieldOf: (field: string, values: Values) => FieldPath<Values> | null
}

/** The messages in a tree of errors, each with the path of its field: `a.b`. */
function messagesIn(errors: object, parent = ''): [string, string][] {
  return Object.entries(errors).flatMap(([key, error]): [string, string][] => {
    if (typeof error !== 'object' || error === null) return []
    if (typeof error.message === 'string') return [[parent + key, error.message]]
    return messagesIn(error, `${parent}${key}.`)
  })
}

/** Checks the body that a form would send, and puts each problem on the control that it is about. */
export function resolverOf<Values extends FieldValues, Body extends FieldValues>({
  schema,
  toBody,
  fieldOf,
}: Options<Values, Body>): Resolver<Values, unknown, Body> {
  const check = zodResolver(schema)
  return async (values) => {
    const options = { fields: {}, shouldUseNativeValidation: false }
    const read = await check(toBody(values), undefined, options)
    const found = messagesIn(read.errors)
    if (found.length === 0) return { values: read.values as Body, errors: {} }
    const named = found.map(([field, message]) => [
      fieldOf(field, values) ?? 'root',
      { type: 'schema', message },
    ])
    // Of several messages for one control the first counts.
    return { values: {}, errors: Object.fromEntries(named.toReversed()) as FieldErrors<Values> }
  }
}
