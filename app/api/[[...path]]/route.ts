import { AppError } from '@/lib/errors'
import { errorResponse } from '@/lib/server/http/error-response'

/** An unknown path under /api is the API's error body, not a page. */
async function notFound(request: Request): Promise<Response> {
  return errorResponse(new AppError('NotFoundError'), request)
}

export {
  notFound as DELETE,
  notFound as GET,
  notFound as HEAD,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
}
