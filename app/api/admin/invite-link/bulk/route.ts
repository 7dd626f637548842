import * as api from '@/lib/api/links'
import { json, methods, route } from '@/lib/server/http/route'
import { changeSignupTokens } from '@/lib/server/signup-tokens/bulk'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.changeLinks, {
    handle: async ({ caller, body }) => json(await changeSignupTokens(caller, body)),
  }),
})
