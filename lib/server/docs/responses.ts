import { AppError } from '@/lib/errors'
import { type DocsPage, findPage } from './pages'

/** A Markdown text as an answer. An address of the documentation answers with HTML or with this. */
export function markdownResponse(text: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'Accept',
    },
  })
}

/**
 * The page that a request is about, by the address that was asked for, which a rewrite keeps: with `.md` or
 * `/llms.txt` after that of the page, or without.
 * Throws `NotFoundError`.
 */
export function requirePage(request: Request): DocsPage {
  const { pathname } = new URL(request.url)
  const page = findPage(pathname.replace(/\.md$|\/llms\.txt$/, ''))
  if (!page) throw new AppError('NotFoundError')
  return page
}
