import { join } from 'node:path'
import sirv from 'sirv'
import type { Handler } from './server'

const prefix = '/_next/static/'

/**
 * Serves the build's scripts and styles as scripts/setup/compress.mjs left them, to whoever takes
 * brotli; Next compresses with gzip alone, at each request anew. Everything else goes to `next`.
 * @param root the checkout
 */
export function withStaticFiles(root: string, next: Handler): Handler {
  const serve = sirv(join(root, '.next/static'), {
    brotli: true,
    immutable: true,
    maxAge: 31_536_000,
  })
  return async (request, response) => {
    const { url = '', method } = request
    const takesBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
    const isRead = method === 'GET' || method === 'HEAD'
    if (!takesBrotli || !isRead || !url.startsWith(prefix)) return await next(request, response)
    // Under the folder the address starts without the prefix; Next gets it as it came.
    request.url = url.slice(prefix.length - 1)
    serve(request, response, () => {
      request.url = url
      void next(request, response)
    })
  }
}
