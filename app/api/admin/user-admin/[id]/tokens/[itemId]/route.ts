import { deletePersonalToken } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

type Params = { id: string; itemId: string }

/** Ends an API token of a person. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Params>({
  DELETE: route({
    access: 'admin',
    endsAccess: true,
    handle: async ({ caller, params: { id, itemId } }) => {
      await deletePersonalToken(caller, requireId(id), requireId(itemId))
      return empty()
    },
  }),
})
