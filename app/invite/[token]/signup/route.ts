import type { AppError } from '@/lib/errors'
import { sealTypedValues } from '@/lib/server/form-state'
import { json, methods, route } from '@/lib/server/http'
import { cookie, sessionCookie } from '@/lib/server/sessions'
import { signup } from '@/lib/server/signup'

type Params = { token: string }

/** Back to the form, with the codes of what is wrong in the query and what was typed in a cookie. */
function backToForm(error: AppError, { params, values }: { params: Params; values: unknown }) {
  const page = `/invite/${encodeURIComponent(params.token)}`
  const codes = error.problems.map(({ path, code }) => `${path.split('/')[2]}.${code}`)
  const query = new URLSearchParams({ error: (codes.length > 0 ? codes : [error.name]).join(',') })
  const headers = new Headers({ location: `${page}?${query}`, 'cache-control': 'no-store' })
  const sealed = sealTypedValues(values, params.token)
  if (sealed) headers.append('set-cookie', cookie('foyer-form', sealed, 60, page))
  return new Response(null, { status: 303, headers })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Params>({
  POST: route({
    access: 'public',
    takesForm: true,
    parse: (value) => value,
    handle: async ({ params, body, isForm, userAgent }) => {
      const { user, session } = await signup(params.token, body, userAgent)
      const headers = { 'set-cookie': sessionCookie(session), 'cache-control': 'no-store' }
      if (!isForm) return json(user, 201, headers)
      return new Response(null, { status: 303, headers: { ...headers, location: '/welcome' } })
    },
    onFormError: backToForm,
  }),
})
