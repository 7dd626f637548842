import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The kind of a path: a page, a route handler, or a file; pages and files are read-only. */
export type RouteKind = 'page' | 'route' | 'file'

/** A path that is known, as its folders write it: `/invite/:token/signup`, `/docs/*`; all files together are `file`. */
export type Route = { kind: RouteKind; pattern: string }

export type Routes = {
  /** @param path as returned by `resolveTarget` */
  find(path: string): Route | undefined
}

/** A node of the path tree: what it serves, and its children. */
type Place = {
  route?: Route
  steps: Map<string, Place>
  /** `[token]`: any one segment. */
  param?: Place
  /** `[...path]`: one or more segments. */
  rest?: Route
}

const handler = /^(?:(.*)\/)?(page|route)\.[jt]sx?$/

/** Files of app/ that Next serves under their own name. */
const metadata =
  /^(?:.*\/)?(?:(?:favicon|icon\d?|apple-icon\d?|opengraph-image\d?|twitter-image\d?)\.(?:ico|jpe?g|png|gif|svg)|sitemap\.xml|robots\.txt|manifest\.(?:json|webmanifest))$/

/**
 * Reads every path that Next serves from the folders: the pages and routes of app/, public/, and the
 * built scripts and styles.
 * @param root the checkout
 * @param dev whether folders may change: then they are read again for an unknown path
 */
export function readRoutes(root: string, dev = false): Routes {
  let top = readFolders(root)
  return {
    find(path) {
      const steps = stepsOf(path)
      const found = findIn(top, steps, 0)
      if (found !== undefined || !dev) return found
      top = readFolders(root)
      return findIn(top, steps, 0)
    },
  }
}

function readFolders(root: string): Place {
  const top: Place = { steps: new Map() }
  for (const file of filesIn(join(root, 'app'))) {
    const [, folder = '', kind] = handler.exec(file) ?? []
    if (kind === 'page' || kind === 'route') add(top, folder.split('/'), kind)
    else if (metadata.test(file)) add(top, file.split('/'), 'file')
  }
  for (const file of filesIn(join(root, 'public'))) add(top, file.split('/'), 'file')
  const built = filesIn(join(root, '.next', 'static'))
  for (const file of built) add(top, ['_next', 'static', ...file.split('/')], 'file')
  return top
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
  } catch (error) {
    // There is no build in development, and public/ may be missing.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Groups and slots are not part of the path; private and intercepting folders have no path. */
function add(top: Place, folders: string[], kind: RouteKind): void {
  const isBuilt = folders[0] === '_next'
  if (!isBuilt && folders.some((name) => /^(_|\(\.)/.test(name))) return
  const names = folders.filter((one) => one !== '' && (isBuilt || !/^(@|\(.*\)$)/.test(one)))
  const route = { kind, pattern: kind === 'file' ? 'file' : patternOf(names) }
  let place = top
  for (const name of names) {
    if (/^\[\[?\.\.\./.test(name)) {
      place.rest = route
      if (name.startsWith('[[')) place.route ??= route
      return
    }
    place = /^\[.*\]$/.test(name) ? paramOf(place) : stepOf(place, name)
  }
  place.route = route
}

/** `[token]` as `:token`, `[...path]` as `*`. */
function patternOf(names: string[]): string {
  const steps = names.map((name) =>
    /^\[\[?\.\.\./.test(name) ? '*' : name.replace(/^\[(.*)\]$/, ':$1'),
  )
  return `/${steps.join('/')}`
}

function paramOf(place: Place): Place {
  place.param ??= { steps: new Map() }
  return place.param
}

function stepOf(place: Place, name: string): Place {
  const next = place.steps.get(name) ?? { steps: new Map() }
  place.steps.set(name, next)
  return next
}

function stepsOf(path: string): string[] {
  if (path === '/') return []
  const steps = path.slice(1).split('/')
  return path.includes('%') ? steps.map(decodeURIComponent) : steps
}

/**
 * Matches as Next does: names, then parameters, then catch-all. An encoded slash is allowed only in a
 * parameter; elsewhere Next would treat it as a separator.
 */
function findIn(place: Place, steps: string[], at: number): Route | undefined {
  const step = steps[at]
  if (step === undefined) return place.route
  const named = place.steps.get(step)
  const found = named && findIn(named, steps, at + 1)
  if (found !== undefined) return found
  const byParam = place.param && findIn(place.param, steps, at + 1)
  if (byParam !== undefined) return byParam
  return steps.slice(at).some((one) => one.includes('/')) ? undefined : place.rest
}
