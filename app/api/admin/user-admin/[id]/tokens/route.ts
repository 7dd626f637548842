import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { getUser } from '@/lib/server/users/users'

/** The API tokens of a person, without their secrets. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params }) => {
      const { id } = await getUser(requireId(params.id))
      return json({ tokens: await listPersonalTokens(id) })
    },
  }),
})
