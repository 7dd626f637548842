import { accentCss, accentHref } from '@/lib/accent'
import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { methods, route } from '@/lib/server/http/route'
import { getSettings } from '@/lib/server/settings/settings'

/** The accent of the instance, where it has one, for the pages that link it by its colour. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async ({ request }) => {
      const { accentColor } = await getSettings()
      if (accentColor === null) throw new AppError('NotFoundError')
      const { pathname, search } = new URL(request.url)
      const isCurrent = pathname + search === accentHref(accentColor)
      const headers = {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
      }
      return new Response(accentCss(accentColor), { headers })
    },
  }),
})
