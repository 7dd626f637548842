import { csvResponse } from '@/lib/server/http/csv-response'
import { methods, route } from '@/lib/server/http/route'
import { getLinkById } from '@/lib/server/pages/link-view'
import { searchMembers } from '@/lib/server/signup-tokens/members'

/** Who joined by a link, as CSV. Places of people since deleted have no name. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params }) => {
      const { id } = await getLinkById(params.id)
      return csvResponse({
        name: `joined-${id}`,
        columns: {
          name: ({ name }) => name,
          email: ({ email }) => email,
          joined: ({ joinedAt }) => joinedAt.toISOString(),
        },
        page: (cursor: number | undefined) => searchMembers(id, { cursor, limit: 1000 }),
      })
    },
  }),
})
