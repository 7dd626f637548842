import * as pages from '@/lib/api/pages'
import { llmsIndex } from '@/lib/server/docs/markdown'
import { startPage } from '@/lib/server/docs/pages'
import { markdownResponse } from '@/lib/server/docs/responses'
import { methods, route } from '@/lib/server/http/route'
import { getEnv } from '@/lib/server/runtime/env'

/** The index of the whole documentation, by the llms.txt proposal (https://llmstxt.org). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async () => markdownResponse(llmsIndex(startPage, getEnv().publicUrl)),
  }),
})
