import * as z from 'zod/mini'
import { type ErrorName, errorTable } from '@/lib/errors'
import { type FieldErrorCode, fieldErrors } from '@/lib/field-errors'

function keysOf<K extends string>(table: Record<K, unknown>): K[] {
  return Object.keys(table) as K[]
}

const name = z.enum(keysOf<ErrorName>(errorTable))
const text = z.string().check(z.minLength(1))
const pointer = z.string().check(z.regex(/^\/(body|query)(\/.*)?$/))

/** Members that only some errors have. */
const permissions = z.optional(z.array(z.literal('ADMIN')))
const path = z.optional(z.literal('/auth/simple/login'))

/** The error body (WIRE §2). */
export const errorBody = z.strictObject({
  id: z.guid(),
  name,
  message: text,
  details: z.array(z.strictObject({ message: text, path: pointer })),
  path,
  type: z.optional(z.literal('password')),
  permissions,
})

/** The same error as RFC 9457 has it. */
export const problemBody = z.strictObject({
  title: text,
  status: z.int(),
  detail: text,
  instance: z.guid(),
  code: name,
  errors: z.array(
    z.strictObject({
      pointer,
      detail: text,
      code: z.enum(keysOf<FieldErrorCode>(fieldErrors)),
    }),
  ),
  path,
  permissions,
})
