import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { etag } from '@/lib/etag'
import { methods, route } from '@/lib/server/http/route'
import { findLogo } from '@/lib/server/settings/logo'

/** The logo of the instance, for every page; the server in front adds its content security policy. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async ({ request, query }) => {
      const asked = query.get('v')
      const logo = await findLogo(asked)
      if (!logo) throw new AppError('NotFoundError')
      const isCurrent = asked === String(logo.version)
      const headers = {
        etag: etag(logo.version),
        'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
      }
      if (request.headers.get('if-none-match') === headers.etag) {
        return new Response(null, { status: 304, headers })
      }
      const body = new Uint8Array(logo.bytes)
      return new Response(body, { headers: { ...headers, 'content-type': logo.type } })
    },
  }),
})
