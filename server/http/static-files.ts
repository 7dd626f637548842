import { join } from 'node:path'
import sirv from 'sirv'
import type { Handler } from './server'

const prefix = '/_next/static/'

/**
 * Serves the scripts and styles that scripts/setup/compress.mjs compressed, to clients that accept
 * brotli; Next only uses gzip and compresses each response again. Everything else goes to `next`.
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
    // sirv expects the URL without the prefix; Next gets the original one.
    request.url = url.slice(prefix.length - 1)
    serve(request, response, () => {
      request.url = url
      void next(request, response)
    })
  }
}
