import { empty, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { revokePasswordReset } from '@/lib/server/password-resets'

type Params = { id: string; itemId: string }

/** Ends a reset link of a person before its time. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Params>({
  DELETE: route({
    access: 'admin',
    endsAccess: true,
    handle: async ({ caller, params: { id, itemId } }) => {
      await revokePasswordReset(caller, requireId(id), itemId)
      return empty()
    },
  }),
})
