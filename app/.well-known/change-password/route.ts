import * as pages from '@/lib/api/pages'
import { methods, route } from '@/lib/server/http/route'

/** Where password managers look for the page that changes a password (W3C, change-password-url). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async () =>
      new Response(null, { status: 302, headers: { location: '/account#password' } }),
  }),
})
