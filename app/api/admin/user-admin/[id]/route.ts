import { updateUserSchema } from '@/lib/schemas/user'
import { requireId } from '@/lib/server/db/paging'
import { etag } from '@/lib/server/http/etag'
import { empty, json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { toAdminUserResponses } from '@/lib/server/users/responses'
import { deleteUser, getUser, type UserRow, updateUser } from '@/lib/server/users/users'

async function answer(user: UserRow): Promise<Response> {
  const [response] = await toAdminUserResponses([user])
  return json(response, 200, { etag: etag(user.version) })
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
