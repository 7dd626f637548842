import * as pages from '@/lib/api/pages'
import { csvResponse } from '@/lib/server/http/csv'
import { methods, route } from '@/lib/server/http/route'
import { getLinkById } from '@/lib/server/pages/links/link-view'
import { memberColumns, members } from '@/lib/server/signup-tokens/lists/members'

/** Who joined through a link, as CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route(pages.adminFile, {
    handle: async ({ params }) => {
      const { id: link } = await getLinkById(params.id)
      return csvResponse(`joined-${link}.csv`, memberColumns, members.pages({ link }))
    },
  }),
})
