import * as api from '@/lib/api/account'
import { createPersonalToken, listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { json, methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listOwnTokens, {
    handle: async ({ caller }) => json({ tokens: await listPersonalTokens(caller.userId) }),
  }),
  POST: route(api.createOwnToken, {
    handle: async ({ caller, body }) => json(await createPersonalToken(caller, body), 201),
  }),
})
