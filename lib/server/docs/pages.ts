import { type Operation, tags } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { type Guide, guideNames, readGuide } from './guides'

/** What a page of the documentation shows. */
type Content =
  | { kind: 'start' | 'guides' | 'reference' }
  | { kind: 'group' }
  | { kind: 'operation'; operation: Operation }
  | { kind: 'guide'; guide: Guide }

export type DocsPage = {
  /** Its address: `/docs/guides/errors`. */
  path: string
  title: string
  /** A sentence for lists. */
  summary: string
  content: Content
}

/** `getPatsOfUser` as a part of an address: `get-pats-of-user`. */
const kebab = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll(' ', '-')
    .toLowerCase()

function operationPage(operation: Operation): DocsPage {
  return {
    path: `/docs/reference/${kebab(operation.tag)}/${kebab(operation.id)}`,
    title: operation.summary,
    summary: `${operation.method} ${operation.path}`,
    content: { kind: 'operation', operation },
  }
}

const methods = ['GET', 'POST', 'PUT', 'DELETE']

const isPublic = ({ access }: Operation) => access === 'public' || access === 'static'

/** What everybody may call comes first, then path by path, reads before writes. */
function inOrder(a: Operation, b: Operation): number {
  return (
    Number(isPublic(b)) - Number(isPublic(a)) ||
    a.path.localeCompare(b.path, 'en') ||
    methods.indexOf(a.method) - methods.indexOf(b.method)
  )
}

function groupPages([tag, summary]: [string, string]): DocsPage[] {
  const own = operations.filter((operation) => operation.tag === tag).sort(inOrder)
  const group: DocsPage = {
    path: `/docs/reference/${kebab(tag)}`,
    title: tag,
    summary,
    content: { kind: 'group' },
  }
  return [group, ...own.map(operationPage)]
}

function guidePage(name: string): DocsPage {
  const guide = readGuide(name)
  const { title, summary } = guide
  return { path: `/docs/guides/${name}`, title, summary, content: { kind: 'guide', guide } }
}

/** Where the documentation begins. */
export const startPage: DocsPage = {
  path: '/docs',
  title: 'Documentation',
  summary: 'Guides and the API reference of this instance.',
  content: { kind: 'start' },
}

function readPages(): DocsPage[] {
  return [
    startPage,
    {
      path: '/docs/guides',
      title: 'Guides',
      summary: 'How to get things done, step by step.',
      content: { kind: 'guides' },
    },
    ...guideNames.map(guidePage),
    {
      path: '/docs/reference',
      title: 'API reference',
      summary: 'Every operation of the API, with its parameters, bodies, errors and examples.',
      content: { kind: 'reference' },
    },
    ...Object.entries(tags).flatMap(groupPages),
  ]
}

let pages: DocsPage[] | undefined

/** Every page of the documentation in reading order, made once per process. */
export function docsPages(): readonly DocsPage[] {
  pages ??= readPages()
  return pages
}

/** The page at an address, or null. */
export function findPage(path: string): DocsPage | null {
  return docsPages().find((page) => page.path === path) ?? null
}

/** What has a route of its own below /docs, which knows what is there. */
const files = /\.md$|\/llms\.txt$|^\/docs\/((openapi|search)\.json|vote)$/

/** Whether an address below /docs is there, or has a route that says so itself. */
export function isInDocs(path: string): boolean {
  return files.test(path) || findPage(path) !== null
}

/** The deepest page that is above an address, whether or not there is a page at it. */
export function nearestAbove(path: string): DocsPage {
  const above = docsPages().filter((page) => path.startsWith(`${page.path}/`))
  return above.sort((a, b) => b.path.length - a.path.length)[0] ?? startPage
}

/** A page itself and every page below its address. */
export function pagesBelow(path: string): DocsPage[] {
  return docsPages().filter((page) => page.path === path || page.path.startsWith(`${path}/`))
}

/** The pages directly below an address. */
export function childrenOf(path: string): DocsPage[] {
  return docsPages().filter((page) => parentPath(page.path) === path)
}

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** The pages above a page, from the start on. */
export function pagesAbove({ path }: DocsPage): DocsPage[] {
  return docsPages().filter((page) => path.startsWith(`${page.path}/`))
}

/** The pages before and after a page. */
export function neighboursOf({ path }: DocsPage): { before?: DocsPage; after?: DocsPage } {
  const all = docsPages()
  const at = all.findIndex((page) => page.path === path)
  const [before, after] = [all[at - 1], all[at + 1]]
  return { ...(before && { before }), ...(after && { after }) }
}
