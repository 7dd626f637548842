import * as pages from '@/lib/api/pages'
import { methods, route } from '@/lib/server/http/route'
import { getLinkById } from '@/lib/server/pages/links/link-view'
import { qrPng } from '@/lib/server/signup-tokens/qr'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'

/** The link's address as a QR code, for documents that take no SVG. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route(pages.adminFile, {
    handle: async ({ params }) => {
      const png = await qrPng(inviteUrl(await getLinkById(params.id)))
      const headers = { 'content-type': 'image/png', 'cache-control': 'no-store' }
      return new Response(png, { headers })
    },
  }),
})
