import { csvResponse } from '@/lib/server/http/csv-response'
import { methods, route } from '@/lib/server/http/route'
import { linkView } from '@/lib/server/pages/link-view'
import { listLinks } from '@/lib/server/signup-tokens/list'
import type { SignupTokenRow } from '@/lib/server/signup-tokens/signup-tokens'
import { readLinkFilters } from '@/lib/signup-token-filters'

const view = (row: SignupTokenRow) => linkView(row)

/** The links that the filters of the address find, as CSV. Addresses are left out: they are secrets. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const filters = readLinkFilters(Object.fromEntries(query))
      return csvResponse({
        name: 'invite-links',
        columns: {
          id: (row) => row.id,
          name: (row) => row.name,
          state: (row) => view(row).state,
          role: (row) => row.role.name,
          joined: (row) => row.useCount,
          places: (row) => row.maxUses,
          starts: (row) => view(row).startsAt,
          ends: (row) => view(row).expiresAt,
          'made by': (row) => view(row).creator,
          made: (row) => view(row).createdAt,
          'last used': (row) => view(row).lastUsedAt,
        },
        page: (cursor: string | undefined) => listLinks({ ...filters, cursor, limit: 1000 }),
      })
    },
  }),
})
