import * as api from '@/lib/api/invites'
import { sessionCookie } from '@/lib/server/auth/sessions'
import { backToForm, seeOther } from '@/lib/server/http/form-response'
import { readIdempotencyKey, takeFormKey } from '@/lib/server/http/idempotency'
import { json, methods, route } from '@/lib/server/http/route'
import { getEnv } from '@/lib/server/runtime/env'
import { afterSignup } from '@/lib/server/signup/after-signup'
import { signUpOnly, signup } from '@/lib/server/signup/signup'
import { ACCEPTED, signUpStrictly } from '@/lib/server/signup/strict'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.signUp, {
    parse: (value) => value,
    handle: async ({ params, body, isForm, isCrossOrigin, userAgent, request }) => {
      const form = isForm ? takeFormKey(body) : { key: null, fields: body }
      const key = readIdempotencyKey(request.headers) ?? form.key
      if (getEnv().signupStrict) {
        await signUpStrictly(params.token, form.fields, key)
        return isForm ? seeOther(afterSignup()) : json({}, ACCEPTED)
      }
      const { status, user, session } = isCrossOrigin
        ? await signUpOnly(params.token, form.fields, key)
        : await signup(params.token, form.fields, userAgent, key)
      const headers = session === null ? {} : { 'set-cookie': sessionCookie(session) }
      return isForm ? seeOther(afterSignup(), headers) : json(user, status, headers)
    },
    onFormError: (error, { params: { token }, values }) =>
      backToForm(error, `/invite/${encodeURIComponent(token)}`, { values, bind: token }),
  }),
})
