import * as api from '@/lib/api/account'
import { safePath } from '@/lib/safe-path'
import { signOut } from '@/lib/server/account/login'
import { clearedSessionCookie } from '@/lib/server/auth/sessions'
import { methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.signOut, {
    handle: async ({ caller, query }) => {
      await signOut(caller)
      const headers = {
        location: safePath(query.get('next')) ?? '/login',
        'set-cookie': clearedSessionCookie(),
        // Never "cookies": that clears those of the whole domain.
        'clear-site-data': '"cache", "storage"',
        'cache-control': 'no-store',
      }
      return new Response(null, { status: 302, headers })
    },
  }),
})
