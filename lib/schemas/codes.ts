import type * as core from 'zod/v4/core'
import { type FieldErrorCode, isFieldErrorCode } from '@/lib/field-errors'

type Definition = {
  error?: core.$ZodErrorMap<never> | undefined
  checks?: core.$ZodCheck<never>[] | undefined
}

/** The message of a definition, as for a value that is not there. */
function ownCode({ error }: Definition): FieldErrorCode[] {
  const said = error?.({ input: undefined } as never)
  const message = typeof said === 'string' ? said : said?.message
  return message !== undefined && isFieldErrorCode(message) ? [message] : []
}

function partsOf(schema: core.$ZodTypes): core.$ZodType[] {
  const { def } = schema._zod
  if (def.type === 'object') return Object.values(def.shape)
  if (def.type === 'optional' || def.type === 'nullable') return [def.innerType]
  return def.type === 'array' ? [def.element] : []
}

/**
 * Every code with which a schema refuses what a form sends: those of its parts, its own, and those of
 * its checks. A check made of a bare function has none to read, so schemas use `z.refine`.
 */
export function codesOf(schema: core.$ZodType): FieldErrorCode[] {
  const definition: Definition = schema._zod.def
  const checks = (definition.checks ?? []).flatMap(({ _zod: { def } }) => ownCode(def))
  const parts = partsOf(schema as core.$ZodTypes).flatMap(codesOf)
  return [...new Set([...parts, ...ownCode(definition), ...checks])]
}
