import * as api from '@/lib/api/links'
import { json, methods, route } from '@/lib/server/http/route'
import { toLinkCountsResponse } from '@/lib/server/signup-tokens/counts/counts'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getLinkCounts, {
    handle: async ({ params }) =>
      json(await toLinkCountsResponse((await getSignupToken(params.token)).id)),
  }),
})
