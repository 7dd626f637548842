import * as api from '@/lib/api/people'
import { listPasswordResets } from '@/lib/server/account/password-resets'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { getUser } from '@/lib/server/users/users'

/** The reset links of a person that can still be used, without their secrets. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listPasswordResets, {
    handle: async ({ params }) => {
      const { id } = await getUser(requireId(params.id))
      return json({ passwordResets: await listPasswordResets(id) })
    },
  }),
})
