import * as api from '@/lib/api/service'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { json, methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getOpenApi, { handle: async () => json(openApiDocument()) }),
})
