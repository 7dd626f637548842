import type { IncomingHttpHeaders } from 'node:http'
// Next's own check, which throws there: a request that fails it would be a 500.
import { parseAndValidateFlightRouterState as parse } from 'next/dist/server/app-render/parse-and-validate-flight-router-state'

const treeHeader = 'next-router-state-tree'

/**
 * Keeps what Next's router sends along only where it asks for a page as data and Next can read it:
 * elsewhere it has no meaning. A tree that says nothing is left out, and the whole page comes.
 * @param headers of the request
 * @param isPage whether there is a page at its path
 */
export function cleanRouterHeaders(headers: IncomingHttpHeaders, isPage: boolean): void {
  if (!isPage) delete headers.rsc
  if (headers.rsc === undefined) {
    for (const name of Object.keys(headers)) if (name.startsWith('next-')) delete headers[name]
    return
  }
  if (!isTree(headers[treeHeader])) delete headers[treeHeader]
  // Another value than that of its router makes Next render what it then complains of in the log.
  if (headers['next-router-prefetch'] !== '1') delete headers['next-router-prefetch']
}

function isTree(value: string | string[] | undefined): boolean {
  try {
    return parse(value) !== undefined
  } catch {
    return false
  }
}
