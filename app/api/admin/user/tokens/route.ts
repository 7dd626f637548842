import { createApiTokenSchema } from '@/lib/schemas/user'
import { createPersonalToken, listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'person',
    handle: async ({ caller }) => json({ tokens: await listPersonalTokens(caller.userId) }),
  }),
  POST: route({
    access: 'session',
    parse: (value) => parseBody(createApiTokenSchema, value),
    handle: async ({ caller, body }) => json(await createPersonalToken(caller, body), 201),
  }),
})
