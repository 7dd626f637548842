import * as pages from '@/lib/api/pages'
import { exportAccount } from '@/lib/server/account/export'
import { json, methods, route } from '@/lib/server/http/route'

/** What is stored about oneself, as a file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.ownFile, {
    handle: async ({ caller }) =>
      json(await exportAccount(caller), 200, {
        'content-disposition': 'attachment; filename="foyer-account.json"',
      }),
  }),
})
