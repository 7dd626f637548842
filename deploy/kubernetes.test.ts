import { expect, test } from 'vitest'
import { getHealth, getReady } from '@/lib/api/service'
import { readEnv } from '@/lib/server/runtime/env'
import { variables } from '@/lib/server/runtime/env-variables'
import packageJson from '@/package.json' with { type: 'json' }
import { fakeButLong, files, read, readYaml, secondsToEnd } from './files'

const dockerfile = read('Dockerfile')

type Probe = {
  httpGet: { path: string; port: string }
  periodSeconds: number
  failureThreshold: number
}
type Container = {
  image: string
  ports: { name: string; containerPort: number }[]
  env: { name: string; value: string }[]
  envFrom: { secretRef: { name: string } }[]
  startupProbe: Probe
  readinessProbe: Probe
  livenessProbe: Probe
  securityContext: object
  volumeMounts: { mountPath: string }[]
}
type Port = { name: string; port: number; targetPort: string }
type Manifest = {
  kind: string
  metadata: { name: string; namespace?: string }
  stringData: Record<string, string>
  spec: {
    minAvailable: number
    replicas: number
    strategy: { rollingUpdate: { maxUnavailable: number } }
    selector: Record<string, string> & { matchLabels: object }
    template: {
      metadata: { labels: object }
      spec: {
        terminationGracePeriodSeconds: number
        securityContext: { runAsUser: number }
        containers: [Container]
      }
    }
    ports: Port[]
    podSelector: object
    ingress: { from: object[]; ports: { port: string }[] }[]
    rules: {
      http: { paths: { backend: { service: { name: string; port: { name: string } } } }[] }
    }[]
  }
}
const manifests = files
  .filter((file) => file.startsWith('kubernetes/'))
  .flatMap((file) => readYaml<Manifest>(file))

function manifest(kind: string, name = 'foyer'): Manifest {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name)
  if (!found) throw new Error(`No ${kind} ${name}.`)
  return found
}
const { spec } = manifest('Deployment')
const pod = spec.template.spec
const [container] = pod.containers
const podEnv = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))

test('Kubernetes: Foyer takes these settings, and refuses to start with the fake secret', () => {
  const fake = { ...manifest('Secret').stringData, ...podEnv }
  expect(Object.keys(fake).filter((name) => !(name in variables.shape))).toEqual([])
  expect(() => readEnv(fake)).toThrow(/^APP_SECRET must have at least 32 characters/)
  expect(readEnv({ ...fake, APP_SECRET: fakeButLong })).toMatchObject({
    publicUrl: 'https://join.example.org',
    trustProxyHops: 1,
    port: 3000,
  })
})

test('Kubernetes: the ports and paths are those of Foyer, and the image is this version', () => {
  const byName = container.ports.map(({ name, containerPort }) => [name, containerPort])
  expect(byName).toEqual([
    ['http', 3000],
    ['metrics', Number(podEnv.METRICS_PORT)],
  ])
  const paths = [getReady.path, getReady.path, getHealth.path]
  const probes = [container.startupProbe, container.readinessProbe, container.livenessProbe]
  expect(probes.map(({ httpGet }) => httpGet)).toEqual(
    paths.map((path) => ({ path, port: 'http' })),
  )
  expect(container.image).toBe(`foyer:${packageJson.version}`)
})

test('Kubernetes: a pod leaves the Service before its port closes, and is not killed before it has ended', () => {
  const delay = Number(podEnv.SHUTDOWN_DELAY_SECONDS)
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(delay + secondsToEnd() + 10)
  const { periodSeconds, failureThreshold } = container.readinessProbe
  expect(delay).toBeGreaterThan(periodSeconds * failureThreshold)
})

test('Kubernetes: two pods of which one always serves, as a user that may nothing', () => {
  expect(manifests.filter(({ metadata }) => metadata.namespace)).toEqual([])
  expect(spec.replicas).toBe(2)
  expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0)
  expect(manifest('PodDisruptionBudget').spec.minAvailable).toBe(1)
  expect(dockerfile).toContain(`USER ${pod.securityContext.runAsUser}:`)
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  })
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/data'])
  expect(container.envFrom).toEqual([{ secretRef: { name: manifest('Secret').metadata.name } }])
  const labels = spec.template.metadata.labels
  const selectors = [
    spec.selector.matchLabels,
    manifest('PodDisruptionBudget').spec.selector.matchLabels,
  ]
  const chosen = ['foyer', 'foyer-metrics'].map((name) => manifest('Service', name).spec.selector)
  for (const selector of [...selectors, ...chosen]) expect(labels).toMatchObject(selector)
})

test('Kubernetes: the Ingress leads to the port of the app alone, never to the metrics', () => {
  const paths = manifest('Ingress').spec.rules.flatMap(({ http }) => http.paths)
  expect(paths.map(({ backend }) => backend.service)).toEqual([
    { name: 'foyer', port: { name: 'http' } },
  ])
  expect(manifest('Service').spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }])
  const metrics = { name: 'metrics', port: Number(podEnv.METRICS_PORT), targetPort: 'metrics' }
  expect(manifest('Service', 'foyer-metrics').spec.ports).toEqual([metrics])
})

test('only the Ingress reaches the app, and only Prometheus its metrics', () => {
  const { podSelector, ingress } = manifest('NetworkPolicy').spec
  expect(podSelector).toEqual({ matchLabels: spec.selector.matchLabels })
  const ports = pod.containers[0].ports.map(({ name }) => name)
  expect(ingress.map(({ from, ports: to }) => [from.length, to.map(({ port }) => port)])).toEqual(
    ports.map((port) => [1, [port]]),
  )
})
