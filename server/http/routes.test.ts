import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRoutes } from './routes'

let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'foyer-routes-'))
})

afterEach(() => rm(root, { recursive: true }))

async function given(...files: string[]) {
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), '')
  }
}

test('pages, routes and files are found in the folders, and nothing else', async () => {
  await given(
    ...[
      'app/page.tsx',
      'app/layout.tsx',
      'app/icon.svg',
      'app/a/page.test.tsx',
      'app/b/homepage.tsx',
    ],
    ...['app/login/page.tsx', 'app/login/form/route.ts', 'app/links.csv/route.ts'],
    ...['app/(group)/in/page.tsx', 'app/@slot/by/page.tsx', 'app/_private/no/page.tsx'],
    ...['app/(.)intercepted/page.tsx', 'public/picture one.png', 'public/deep/file.txt'],
    '.next/static/chunks/a.js',
  )
  const routes = readRoutes(root)
  const expected = {
    ...{ '/': 'page', '/login': 'page', '/login/form': 'route', '/links.csv': 'route' },
    ...{ '/in': 'page', '/by': 'page', '/icon.svg': 'file', '/picture%20one.png': 'file' },
    ...{ '/deep/file.txt': 'file', '/_next/static/chunks/a.js': 'file' },
  }
  for (const [path, kind] of Object.entries(expected))
    expect([path, routes.find(path)?.kind]).toEqual([path, kind])
  for (const path of [
    '/layout',
    '/a',
    '/b',
    '/no',
    '/intercepted',
    '/_private/no',
    '/(group)/in',
  ]) {
    expect([path, routes.find(path)?.kind]).toEqual([path, undefined])
  }
  for (const path of ['/deep', '/login/x', '/LOGIN', '/_next', '/_next/static/chunks/b.js']) {
    expect([path, routes.find(path)?.kind]).toEqual([path, undefined])
  }
})

test('a name takes precedence over a parameter, a parameter over a catch-all', async () => {
  await given(
    ...['app/in/[token]/page.tsx', 'app/in/[token]/route-of/route.ts', 'app/in/list/page.tsx'],
    ...[
      'app/api/[[...path]]/route.ts',
      'app/docs/[...path]/page.tsx',
      'app/api/users/[id]/route.ts',
    ],
  )
  const routes = readRoutes(root)
  expect(routes.find('/in/x')?.kind).toBe('page')
  expect(routes.find('/in/list')?.kind).toBe('page')
  expect(routes.find('/in/list/route-of')?.kind).toBe('route')
  expect(routes.find('/in')).toBeUndefined()
  expect(routes.find('/in/x/y')).toBeUndefined()
  expect(routes.find('/api')?.kind).toBe('route')
  expect(routes.find('/api/users/1/more')?.kind).toBe('route')
  expect(routes.find('/docs')).toBeUndefined()
  expect(routes.find('/docs/a/b')?.kind).toBe('page')
})

test('each path has the pattern of its folders, and no part of what was sent', async () => {
  await given(
    ...['app/page.tsx', 'app/(group)/in/[token]/route-of/route.ts', 'app/docs/[...path]/page.tsx'],
    'public/picture.png',
  )
  const routes = readRoutes(root)
  const patterns = ['/', '/in/secret/route-of', '/docs/a/b', '/picture.png'].map(
    (path) => routes.find(path)?.pattern,
  )
  expect(patterns).toEqual(['/', '/in/:token/route-of', '/docs/*', 'file'])
})

test('an encoded slash is allowed only in a parameter', async () => {
  await given('app/in/[token]/page.tsx', 'app/a/b/page.tsx', 'app/api/[[...path]]/route.ts')
  const routes = readRoutes(root)
  expect(routes.find('/in/x%2Fy')?.kind).toBe('page')
  for (const path of ['/a%2Fb', '/api/x%2fy', '/a%2fb/c']) expect(routes.find(path)).toBeUndefined()
})

test('new files are found in development; in production only those present at the start', async () => {
  await given('app/page.tsx')
  const [dev, production] = [readRoutes(root, true), readRoutes(root)]
  await given('app/new/page.tsx')
  expect([dev.find('/new')?.kind, production.find('/new')]).toEqual(['page', undefined])
})
