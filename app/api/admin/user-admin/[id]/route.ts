import * as api from '@/lib/api/people'
import { etag } from '@/lib/etag'
import { requireId } from '@/lib/server/db/paging'
import { empty, json, methods, route } from '@/lib/server/http/route'
import { toAdminUserResponses } from '@/lib/server/users/responses'
import { deleteUser, getUser, type UserRow, updateUser } from '@/lib/server/users/users'

async function answer(user: UserRow): Promise<Response> {
  const [response] = await toAdminUserResponses([user])
  return json(response, 200, { etag: etag(user.version) })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getUser, {
    handle: async ({ params }) => answer(await getUser(requireId(params.id))),
  }),
  PUT: route(api.updateUser, {
    handle: async ({ caller, params, body, request }) => {
      const ifMatch = request.headers.get('if-match')
      return answer(await updateUser(caller, requireId(params.id), body, ifMatch))
    },
  }),
  DELETE: route(api.deleteUser, {
    handle: async ({ caller, params, request }) => {
      await deleteUser(caller, requireId(params.id), request.headers.get('if-match'))
      return empty()
    },
  }),
})
