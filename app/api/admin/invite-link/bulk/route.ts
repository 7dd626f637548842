import { bulkSchema } from '@/lib/schemas/bulk'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { changeSignupTokens } from '@/lib/server/signup-tokens/bulk'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  POST: route({
    access: 'admin',
    parse: (value) => parseBody(bulkSchema, value),
    handle: async ({ caller, body }) => json(await changeSignupTokens(caller, body)),
  }),
})
