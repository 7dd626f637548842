import * as api from '@/lib/api/service'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { json, methods, route } from '@/lib/server/http/route'

/** The same document as /openapi.json, where the documentation is. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getOpenApiOfDocs, { handle: async () => json(openApiDocument()) }),
})
