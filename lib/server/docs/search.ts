import MiniSearch from 'minisearch'
import { errorsOf } from '@/lib/api/errors'
import { type Found, SEARCH_MAX } from '@/lib/docs-search'
import { type Field, fieldAnchor } from './fields'
import { factsOf } from './operation-facts'
import { type DocsPage, docsPages } from './pages'

/** How many are listed. */
const LISTED = 20

type Indexed = Found & { words: string; text: string; isPage: boolean }

/** Words that are everywhere in questions, and say nothing. */
const fillers = new Set(
  'a an and by do does for how i in is it mean of on or the to what'.split(' '),
)

/** What a page says beside its title and summary. */
function textOf({ content }: DocsPage): string {
  switch (content.kind) {
    case 'guide':
      return content.guide.text
    case 'operation':
      return content.operation.description ?? ''
    case 'start':
    case 'guides':
    case 'reference':
    case 'group':
      return ''
  }
}

function pageEntry(page: DocsPage): Indexed {
  const { path, title, summary, content } = page
  const words = content.kind === 'operation' ? content.operation.id : ''
  return { path, title, summary, words, text: textOf(page), isPage: true }
}

/** What can be sent to an operation, and the errors that are its own, each with its address on the page. */
function partsOf({ path, title, content }: DocsPage): Indexed[] {
  if (content.kind !== 'operation') return []
  const { parameters, body } = factsOf(content.operation)
  const part = (anchor: string, name: string, text: string): Indexed => ({
    path: `${path}#${anchor}`,
    title: name,
    summary: title,
    words: '',
    text,
    isPage: false,
  })
  const field = (group: string) => (one: Field) =>
    part(fieldAnchor(group, one), one.name, one.description)
  const own = (content.operation.errors ?? []).map((error) =>
    typeof error === 'string' ? error : error[0],
  )
  return [
    ...parameters.flatMap(({ id, fields }) => (id === 'path' ? [] : fields.map(field(id)))),
    ...(body?.fields.map(field('body')) ?? []),
    ...errorsOf(content.operation)
      .filter(({ name }) => own.includes(name))
      .map(({ name, status, when }) => part(`error-${name}`, `${status} ${name}`, when)),
  ]
}

function buildIndex() {
  const built = new MiniSearch<Indexed>({
    idField: 'path',
    fields: ['title', 'summary', 'words', 'path', 'text'],
    storeFields: ['path', 'title', 'summary', 'isPage'],
    // `publicSignupToken` is found by each of its words, too.
    tokenize: (text) => [
      ...text.split(/[^\p{L}\p{N}]+/u),
      ...text.split(/[^\p{L}\p{N}]+|(?<=[a-z])(?=[A-Z])/u),
    ],
    processTerm: (term) => {
      const word = term.toLowerCase()
      return fillers.has(word) ? null : word
    },
    searchOptions: {
      boost: { title: 4, words: 3, summary: 2 },
      boostDocument: (_path, _term, stored) => (stored?.isPage === true ? 2 : 1),
      prefix: true,
      fuzzy: 0.2,
    },
  })
  built.addAll(docsPages().flatMap((page) => [pageEntry(page), ...partsOf(page)]))
  return built
}

let index: MiniSearch<Indexed> | undefined

function search(text: string, fields?: string[]): Found[] {
  index ??= buildIndex()
  const wanted = text.slice(0, SEARCH_MAX)
  const options = fields ? { fields } : {}
  const all = index.search(wanted, { ...options, combineWith: 'AND' })
  const found = all.length > 0 ? all : index.search(wanted, options)
  return found.map(({ path, title, summary }) => ({ path, title, summary }))
}

/** What fits a text best, with typing errors forgiven: all words, or, if nothing has them all, any. */
export function searchPages(text: string): Found[] {
  return search(text).slice(0, LISTED)
}

/** Pages whose address or title is like a text. */
export function nearestPages(text: string): Found[] {
  const found = search(text, ['title', 'path'])
  return found.filter(({ path }) => !path.includes('#')).slice(0, 5)
}
