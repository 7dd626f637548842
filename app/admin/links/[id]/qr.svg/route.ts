import { methods, route } from '@/lib/server/http'
import { getLinkById } from '@/lib/server/link-pages'
import { qrSvg } from '@/lib/server/qr'
import { inviteUrl } from '@/lib/server/signup-token-lists'

/** The link's address as a QR code. The token is in it: it is kept nowhere. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params }) => {
      const svg = await qrSvg(inviteUrl(await getLinkById(params.id)))
      const headers = { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' }
      return new Response(svg, { headers })
    },
  }),
})
