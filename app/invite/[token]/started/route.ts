import * as api from '@/lib/api/invites'
import { methods, route } from '@/lib/server/http/route'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { countFor } from '@/lib/server/signup-tokens/counts/tally'
import { isPerson } from '@/lib/server/signup-tokens/counts/visitors'
import { findLink } from '@/lib/server/signup-tokens/signup-tokens'

/** Somebody began to fill in the form of a link. A body is ignored. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.startSignup, {
    handle: async ({ params, userAgent }) => {
      const link = await findLink(params.token)
      if (!link) throw await wrongToken()
      if (isPerson(userAgent)) countFor(link.id, 'started')
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
    },
  }),
})
