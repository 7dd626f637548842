import { json, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { listPasswordResets } from '@/lib/server/password-resets'
import { getUser } from '@/lib/server/users'

/** The reset links of a person that can still be used, without their secrets. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params }) => {
      const { id } = await getUser(requireId(params.id))
      return json({ passwordResets: await listPasswordResets(id) })
    },
  }),
})
