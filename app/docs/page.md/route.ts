import * as pages from '@/lib/api/pages'
import { toMarkdown } from '@/lib/server/docs/markdown'
import { markdownResponse, requirePage } from '@/lib/server/docs/responses'
import { methods, route } from '@/lib/server/http/route'
import { getEnv } from '@/lib/server/runtime/env'

/** A page as Markdown; next.config.mjs leads here from its address with `.md`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async ({ request }) =>
      markdownResponse(toMarkdown(requirePage(request), getEnv().publicUrl)),
  }),
})
