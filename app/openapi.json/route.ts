import { json, methods, route } from '@/lib/server/http/route'
import { openApiDocument } from '@/lib/server/openapi/document'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({ access: 'public', handle: async () => json(openApiDocument()) }),
})
