import { empty, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { deletePersonalToken } from '@/lib/server/personal-tokens'

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
