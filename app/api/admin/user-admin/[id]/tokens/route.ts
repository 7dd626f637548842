import { json, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { listPersonalTokens } from '@/lib/server/personal-tokens'
import { getUser } from '@/lib/server/users'

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
