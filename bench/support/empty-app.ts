import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../e2e/support/app'

// What Next costs by itself: an app of the same Next with a route and a page in which nothing is. It lies
// in the checkout, where its dependencies are.

const folder = join('.foyer', `empty-app-${process.pid}`)

const files = {
  'package.json': '{ "private": true }',
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(process.cwd())} } }`,
  'app/layout.js':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page/[token]/page.js':
    'export const dynamic = "force-dynamic"\nexport default function Page() { return null }',
  'app/route/[token]/route.js':
    'export async function GET() { return new Response(null) }\n' +
    'export async function POST(request) { await request.text(); return new Response(null) }',
}

type EmptyApp = { url: string; pid: number; stop(): Promise<void> }

const next = join(process.cwd(), 'node_modules/next/dist/bin/next')

function run(...args: string[]) {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, [next, ...args], {
    cwd: folder,
    env: { PATH, HOME, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Builds it and starts it as `next start` does. */
export async function startEmptyApp(): Promise<EmptyApp> {
  await rm(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const [code] = await once(run('build'), 'exit')
  if (code !== 0) throw new Error('The empty app could not be built.')
  const port = await freePort()
  const child = run('start', '-p', String(port))
  const ended = once(child, 'exit')
  const url = `http://localhost:${port}`
  while (!(await fetch(`${url}/route/x`).catch(() => null))?.ok) await pause(100)
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
