import type * as z from 'zod/mini'
import type { Person } from '@/lib/server/auth/auth'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { type Handler, json, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'

type Options<R> = {
  /** The form's check boxes. */
  boxes?: string[]
  /** Headers of the response, such as the cookie of a new session. */
  headersOf?: (result: R) => Record<string, string>
  /** As in `route`. */
  endsAccess?: boolean
}

/**
 * The route of a form on the account page: for a person in a browser, as JSON or as a plain form.
 * `section` is its place on the page, to which it returns.
 */
export function accountForm<T, R>(
  section: string,
  schema: z.ZodMiniType<T>,
  change: (caller: Person, input: T, userAgent: string | null) => Promise<R>,
  { boxes = [], headersOf = () => ({}), endsAccess = false }: Options<R> = {},
): Handler<Record<string, never>> {
  const terms = { access: 'session', endsAccess, takesForm: true, body: schema } as const
  return route(terms, {
    parse: (value, _params, isForm) => parseBody(schema, isForm ? withBoxes(value, boxes) : value),
    handle: async ({ caller, body, isForm, userAgent }) => {
      const headers = headersOf(await change(caller, body, userAgent))
      if (isForm) return seeOther(`/account?done=${section}#${section}-done`, headers)
      return json({}, 200, headers)
    },
    onFormError: (error, { values }) => backToAccount(error, section, values),
  })
}

/** A plain form sends a ticked check box as the text `true`, and omits others. */
function withBoxes(form: unknown, boxes: string[]): unknown {
  const entries: [string, unknown][] = Object.entries(form ?? {})
  const read = ([name, value]: [string, unknown]) =>
    boxes.includes(name) && value === 'true' ? [name, true] : [name, value]
  return Object.fromEntries(entries.map(read))
}
