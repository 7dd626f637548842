import * as pages from '@/lib/api/pages'
import { llmsFull } from '@/lib/server/docs/markdown'
import { markdownResponse } from '@/lib/server/docs/responses'
import { methods, route } from '@/lib/server/http/route'
import { getEnv } from '@/lib/server/runtime/env'

/** The whole documentation in one file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async () => markdownResponse(llmsFull(getEnv().publicUrl)),
  }),
})
