import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './app'
import { startNodeProxy } from './node-proxy'

export type FrontProxy = { url: string; kind: 'nginx' | 'node'; stop(): Promise<void> }

/** What docs/nginx.conf is changed by, to run beside other things: ports, files, and no certificate. */
function changes(folder: string, port: number, other: number, [one, two]: [number, number]) {
  return [
    [/listen 80;/, `listen 127.0.0.1:${other};`],
    [/listen 443 ssl http2;/, `listen 127.0.0.1:${port};`],
    [/ssl_certificate .*;/, ''],
    [/ssl_certificate_key .*;/, ''],
    [/error_log .*;/, `error_log ${join(folder, 'error.log')} crit;`],
    [/127\.0\.0\.1:3001/, `127.0.0.1:${one}`],
    [/127\.0\.0\.1:3002/, `127.0.0.1:${two}`],
  ] as const
}

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

async function writeSettings(folder: string, port: number, apps: [number, number]) {
  let site = await readFile('docs/nginx.conf', 'utf8')
  for (const [pattern, text] of changes(folder, port, await freePort(), apps)) {
    if (!pattern.test(site)) throw new Error(`docs/nginx.conf has no ${pattern}.`)
    site = site.replace(pattern, text)
  }
  await writeFile(join(folder, 'foyer.conf'), site)
  const paths = temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join(' ')
  const main = `daemon off; master_process off; pid ${join(folder, 'pid')};
    events { worker_connections 1024; }
    http { ${paths} include ${join(folder, 'foyer.conf')}; }`
  await writeFile(join(folder, 'nginx.conf'), main)
}

/** Where Debian's and others' nginx is. */
function findNginx(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'nginx')).find((file) => existsSync(file))
}

async function startNginx(
  program: string,
  port: number,
  apps: [number, number],
): Promise<FrontProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-nginx-'))
  await writeSettings(folder, port, apps)
  const said: string[] = []
  const args = ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const ended = once(child, 'exit')
  const url = `http://localhost:${port}`
  for (let tries = 0; tries < 50; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said.join('')}`)
    if (await fetch(`${url}/health`).catch(() => null)) break
    await pause(100)
  }
  return {
    url,
    kind: 'nginx',
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A proxy in front of two apps: nginx with docs/nginx.conf where there is one, else a small one of
 * node:http that passes on as that file says.
 * @param port where it listens; the apps' PUBLIC_URL has to name it
 */
export async function startProxy(port: number, apps: [number, number]): Promise<FrontProxy> {
  const program = findNginx()
  return program ? await startNginx(program, port, apps) : await startNodeProxy(port, apps)
}
