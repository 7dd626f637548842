import type * as z from 'zod/mini'
import type { Person } from '@/lib/server/auth'
import { backToAccount, seeOther } from '@/lib/server/form-answers'
import { type Handler, json, route } from '@/lib/server/http'
import { parseBody } from '@/lib/server/validation'

/**
 * A form of the account page: for a person in a browser, as JSON or as a plain form. `section` is its
 * place on the page, where it comes back to.
 */
export function accountForm<T>(
  section: string,
  schema: z.ZodMiniType<T>,
  change: (caller: Person, input: T) => Promise<void>,
): Handler<Record<string, never>> {
  return route({
    access: 'session',
    takesForm: true,
    parse: (value) => parseBody(schema, value),
    handle: async ({ caller, body, isForm }) => {
      await change(caller, body)
      return isForm ? seeOther(`/account?done=${section}#${section}`) : json({})
    },
    onFormError: (error, { values }) => backToAccount(error, section, values),
  })
}
