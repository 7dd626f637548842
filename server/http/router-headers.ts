import type { IncomingHttpHeaders } from 'node:http'
// Next's own check, which throws inside Next: a request that fails it would be a 500.
import { parseAndValidateFlightRouterState as parse } from 'next/dist/server/app-render/parse-and-validate-flight-router-state'

const treeHeader = 'next-router-state-tree'

/**
 * Keeps the headers of Next's router only if the request is for a page's data and Next can parse them;
 * elsewhere they have no meaning. An unreadable router state is dropped, so the whole page is sent.
 * @param headers of the request
 * @param isPage whether its path is a page
 */
export function cleanRouterHeaders(headers: IncomingHttpHeaders, isPage: boolean): void {
  if (!isPage) delete headers.rsc
  if (headers.rsc === undefined) {
    for (const name of Object.keys(headers)) if (name.startsWith('next-')) delete headers[name]
    return
  }
  if (!isTree(headers[treeHeader])) delete headers[treeHeader]
  // Any value other than the one of its router makes Next render a page and log an error about it.
  if (headers['next-router-prefetch'] !== '1') delete headers['next-router-prefetch']
}

function isTree(value: string | string[] | undefined): boolean {
  try {
    return parse(value) !== undefined
  } catch {
    return false
  }
}
