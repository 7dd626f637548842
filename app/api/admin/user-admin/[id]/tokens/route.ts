import * as api from '@/lib/api/people'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { getUser } from '@/lib/server/users/users'

/** The API tokens of a person, without their secrets. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listUserTokens, {
    handle: async ({ params }) => {
      const { id } = await getUser(requireId(params.id))
      return json({ tokens: await listPersonalTokens(id) })
    },
  }),
})
