import en from '@/messages/en.json'

/**
 * What can be wrong with a field: one code and one sentence each, for the form and the API alike.
 * The API speaks English; pages translate the code. `{min}` and the like are filled in.
 */
export const fieldErrors = en.errors

export type FieldErrorCode = keyof typeof fieldErrors

export type FieldProblem = {
  /** JSON-pointer-like, starting `/body` or `/query`. */
  path: string
  code: FieldErrorCode
  values?: Record<string, string | number>
}

export function isFieldErrorCode(code: string): code is FieldErrorCode {
  return Object.hasOwn(fieldErrors, code)
}

/** The sentence for a problem, its values filled in. */
export function fieldMessage(code: FieldErrorCode, values: FieldProblem['values'] = {}): string {
  return fieldErrors[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
