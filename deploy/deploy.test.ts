import { expect, test } from 'vitest'
import { getReady } from '@/lib/api/service'
import { readEnv } from '@/lib/server/runtime/env'
import { variables } from '@/lib/server/runtime/env-variables'
import packageJson from '@/package.json' with { type: 'json' }
import { fakeButLong, files, read, readLines, readYaml, secondsToEnd } from './files'

const dockerfile = read('Dockerfile')
const image = `foyer:${packageJson.version}`

type Service = {
  image: string
  environment: Record<string, string>
  env_file?: string
  ports?: string[]
  networks: string[]
  volumes: string[]
  tmpfs?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  restart?: string
  stop_grace_period?: string
  healthcheck?: { test: string[] }
  build?: { context: string; dockerfile: string }
}
type Compose = {
  services: Record<'foyer' | 'database' | 'caddy', Service>
  networks: Record<string, { internal?: boolean }>
  volumes: Record<string, object>
}
const [compose] = readYaml<Compose>('compose.yaml') as [Compose]
const services = Object.entries(compose.services)

const unit = read('foyer.service')
const unitLines = [...unit.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([line]) => line)
const [, unitEnvironment = ''] = /^Environment=(.*)$/m.exec(unit) ?? []

test('every YAML file can be read without an error or a warning, and every JSON file', () => {
  const yaml = files.filter((file) => /\.ya?ml$/.test(file))
  for (const file of yaml) expect([file, readYaml(file).length > 0]).toEqual([file, true])
  for (const file of files.filter((name) => name.endsWith('.json'))) JSON.parse(read(file))
  expect(yaml.length).toBe(9)
})

test('every environment variable that is named is one of Foyer, PostgreSQL or compose', () => {
  const known = new Set([
    ...Object.keys(variables.shape),
    ...['POSTGRES_PASSWORD', 'FOYER_DATABASE_PASSWORD', 'COMPOSE_PROJECT_NAME', 'ON_ERROR_STOP'],
    ...['NET_BIND_SERVICE', 'AF_UNIX', 'AF_INET', 'AF_INET6', 'AF_NETLINK'],
  ])
  const named = files.flatMap((file) =>
    (read(file).match(/(?<![\w.])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? []).map(
      (name) => `${file}: ${name}`,
    ),
  )
  expect(named.filter((line) => !known.has(line.split(': ')[1] ?? ''))).toEqual([])
  const set = [
    ...Object.keys(compose.services.foyer.environment),
    ...Object.keys(readLines(unitEnvironment.replaceAll(' ', '\n'))),
  ]
  expect(set.filter((name) => !(name in variables.shape))).toEqual([])
})

test('Foyer takes these settings, and refuses to start with the fake secrets', () => {
  const example = readLines(read('.env.example'))
  const filled = (value: string) =>
    value.replace(/\$\{(\w+):\?[^}]*\}/g, (_, name: string) => example[name] ?? '')
  const composed = { ...example, ...compose.services.foyer.environment }
  const inCompose = Object.fromEntries(
    Object.entries(composed).map(([name, value]) => [name, filled(value)]),
  )
  const inUnit = readLines(unitEnvironment.replaceAll(' ', '\n'))
  expect(() => readEnv(inCompose)).toThrow(/^APP_SECRET must have at least 32 characters/)
  expect(readEnv({ ...inCompose, APP_SECRET: fakeButLong })).toMatchObject({
    databaseUrl: 'postgresql://foyer:obviouslyfaketoo@database:5432/foyer',
    publicUrl: 'https://join.example.org',
    trustProxyHops: 1,
    port: 3000,
  })
  expect(readEnv(inUnit)).toMatchObject({ host: '127.0.0.1', port: 3000, trustProxyHops: 1 })
})

test('the same ports, paths and image everywhere', () => {
  expect(readEnv({}).port).toBe(3000)
  expect(dockerfile).toMatch(/^EXPOSE 3000$/m)
  expect(read('Caddyfile')).toContain('reverse_proxy foyer:3000 ')
  expect(dockerfile).toContain(`}${getReady.path}\``)
  expect(compose.services.foyer.image).toBe(image)
  expect(dockerfile).toContain(`-t ${image} .`)
  const others = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, name]) => name)
  const images = [...others, ...services.map(([, service]) => service.image)]
  expect(images.filter((name) => !/^[a-z]+:\d[\w.-]*$/.test(name ?? ''))).toEqual([])
})

test('compose: only Caddy can be reached, and nobody may more than is needed', () => {
  expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['caddy'])
  expect(compose.services.caddy.ports).toEqual(['80:80', '443:443', '443:443/udp'])
  for (const [name, service] of services) {
    expect([name, service]).toMatchObject([
      name,
      {
        restart: 'unless-stopped',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      },
    ])
  }
  expect(compose.services.database.networks).toEqual(['back'])
  expect(compose.services.caddy.networks).toEqual(['front'])
  expect(compose.networks.back).toEqual({ internal: true })
  expect(compose.services.foyer.tmpfs).toEqual([expect.stringMatching(/^\/tmp:exec,/)])
  expect(compose.services.foyer.env_file).toBe('.env')
  expect(compose.services.foyer.build).toEqual({ context: '..', dockerfile: 'deploy/Dockerfile' })
  const withCheck = services.filter(([, { healthcheck }]) => healthcheck).map(([name]) => name)
  expect(withCheck).toEqual(['database', 'caddy'])
  const named = services.flatMap(([, { volumes }]) =>
    volumes.map((line) => line.split(':')[0] ?? ''),
  )
  expect(named.filter((name) => !name.startsWith('.')).sort()).toEqual(
    Object.keys(compose.volumes).sort(),
  )
  const [, check = ''] = /^(http:\/\/127\.0\.0\.1:\d+) \{$/m.exec(read('Caddyfile')) ?? []
  expect(compose.services.caddy.healthcheck?.test.at(-1)).toBe(`${check}/`)
})

test('nothing is killed before it has ended in order', () => {
  const seconds = secondsToEnd()
  const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? []
  const [, grace] = /^(\d+)s$/.exec(compose.services.foyer.stop_grace_period ?? '') ?? []
  for (const given of [stop, grace]) expect(Number(given)).toBeGreaterThan(seconds + 10)
  expect(unitLines).toContain('KillSignal=SIGTERM')
  expect(unitLines).toContain('KillMode=mixed')
})

test('the unit starts what npm start does, and locks it in', () => {
  expect(unitLines).toContain(`ExecStart=/usr/bin/${packageJson.scripts.start}`)
  const wanted = [
    'DynamicUser=yes',
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
    'PrivateTmp=yes',
  ]
  const also = [
    'StateDirectory=foyer',
    'SystemCallFilter=@system-service',
    'CapabilityBoundingSet=',
  ]
  for (const line of [...wanted, ...also]) expect(unitLines).toContain(line)
  // V8 could not run with it; ProcSubset=pid would hide what locks are identified by.
  expect(unitLines).toContain('MemoryDenyWriteExecute=no')
  expect(unit).not.toMatch(/^ProcSubset=/m)
})

test('the README is short and names every file; no host is named but examples', () => {
  const text = read('README.md')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60)
  const named = (file: string) =>
    text.includes(`](${file})`) || text.includes(`](${file.split('/')[0]})`)
  expect(files.filter((file) => file !== 'README.md' && !named(file))).toEqual([])
  const hosts = files.flatMap((file) => [...read(file).matchAll(/\/\/(?:[\w:-]*@)?([\w.-]+)/g)])
  // `foyer` is the user of the database's address; `opt` a folder.
  const allowed = /^(join\.example\.org|db\.example\.org|127\.0\.0\.1|foyer|opt)$/
  expect(hosts.map(([, host = '']) => host).filter((host) => !allowed.test(host))).toEqual([])
})

test('compose: Foyer’s role owns its database, and is no superuser', () => {
  const { database, foyer } = compose.services
  expect(database.environment).not.toHaveProperty('POSTGRES_USER')
  expect(database.volumes).toContain(
    './create-database.sh:/docker-entrypoint-initdb.d/create-database.sh:ro',
  )
  expect(foyer.environment.DATABASE_URL).toMatch(
    /^postgresql:\/\/foyer:\$\{FOYER_DATABASE_PASSWORD:/,
  )
  expect(read('create-database.sh')).toMatch(/CREATE ROLE foyer LOGIN PASSWORD[^;]*;/)
  expect(read('create-database.sh')).toContain('CREATE DATABASE foyer OWNER foyer;')
})
