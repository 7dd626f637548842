import * as pages from '@/lib/api/pages'
import { llmsIndex } from '@/lib/server/docs/markdown'
import { markdownResponse, requirePage } from '@/lib/server/docs/responses'
import { methods, route } from '@/lib/server/http/route'
import { getEnv } from '@/lib/server/runtime/env'

/** An index of what is below an address; next.config.mjs leads here from `/llms.txt` after it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async ({ request }) =>
      markdownResponse(llmsIndex(requirePage(request), getEnv().publicUrl)),
  }),
})
