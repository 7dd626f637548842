import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { findPage } from '@/lib/server/docs/pages'
import { countVote } from '@/lib/server/docs/votes/votes'
import { seeOther } from '@/lib/server/http/form-response'
import { methods, route } from '@/lib/server/http/route'

const pageIn = (query: URLSearchParams) => findPage(query.get('page') ?? '')

/** The answer to "Was this page helpful?"; leads back to the page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(pages.docsVoteForm, {
    handle: async ({ body: { helpful }, query }) => {
      const page = pageIn(query)
      if (!page) throw new AppError('NotFoundError')
      await countVote(page, helpful === 'yes')
      return seeOther(`${page.path}?helpful=${helpful}#thanks`)
    },
    onFormError: (error, { query }) => {
      const page = pageIn(query)
      if (!page) throw error
      return seeOther(`${page.path}?error=${error.name}#problems`)
    },
  }),
})
