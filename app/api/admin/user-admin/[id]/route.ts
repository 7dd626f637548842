import { updateUserSchema } from '@/lib/schemas/user'
import { etag } from '@/lib/server/etag'
import { empty, json, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { adminUserWires } from '@/lib/server/user-wire'
import { deleteUser, getUser, type UserRow, updateUser } from '@/lib/server/users'
import { parseBody } from '@/lib/server/validation'

async function answer(user: UserRow): Promise<Response> {
  const [wire] = await adminUserWires([user])
  return json(wire, 200, { etag: etag(user.version) })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params }) => answer(await getUser(requireId(params.id))),
  }),
  PUT: route({
    access: 'admin',
    parse: (value) => parseBody(updateUserSchema, value),
    handle: async ({ caller, params, body, request }) => {
      const ifMatch = request.headers.get('if-match')
      return answer(await updateUser(caller, requireId(params.id), body, ifMatch))
    },
  }),
  DELETE: route({
    access: 'admin',
    handle: async ({ caller, params, request }) => {
      await deleteUser(caller, requireId(params.id), request.headers.get('if-match'))
      return empty()
    },
  }),
})
