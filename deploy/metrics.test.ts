import { beforeAll, expect, test } from 'vitest'
import { errorTable } from '@/lib/errors'
import { jobs } from '@/lib/server/runtime/measures'
import { inviteStates } from '@/lib/signup-token-state'
import { createMetrics } from '@/server/metrics/metrics'
import { read, readYaml } from './files'

// Alerts and dashboard against what Foyer really exposes.

type Rule = { alert: string; expr: string; for: string; labels: object; annotations: object }
type Rules = { groups: { rules: Rule[] }[] }
const [alerts] = readYaml<Rules>('prometheus/alerts.yaml') as [Rules]
const rules = alerts.groups.flatMap((group) => group.rules)

type Case = { alertname: string; exp_alerts?: object[] }
type RuleTests = {
  rule_files: string[]
  tests: { input_series: { series: string }[]; alert_rule_test: Case[] }[]
}
const [ruleTests] = readYaml<RuleTests>('prometheus/alerts.test.yaml') as [RuleTests]

type Place = { x: number; y: number; w: number; h: number }
type Panel = {
  id: number
  type: string
  title: string
  gridPos: Place
  datasource?: { uid: string }
  targets?: { expr: string; legendFormat: string }[]
}
const dashboard: {
  uid: string
  panels: Panel[]
  templating: { list: { name: string; query: string }[] }
} = JSON.parse(read('grafana/foyer.json'))
const drawn = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
const queries = dashboard.templating.list.map(({ query }) => query)
const expressions = [...rules.map(({ expr }) => expr), ...drawn]

/** What prom-client keeps of a metric besides what its types say. */
type Kept = { name: string; labelNames: string[]; buckets: object }

/** Each series by its name, with its labels. */
const series = new Map<string, Set<string>>()
const ours = new Set<string>()

beforeAll(async () => {
  const { registry } = createMetrics()
  const metrics: Partial<Kept>[] = registry.getMetricsAsArray()
  for (const { name = '', labelNames = [], buckets } of metrics) {
    const labels = new Set(labelNames)
    if (name.startsWith('foyer_')) ours.add(name)
    series.set(name, labels)
    if (!buckets) continue
    series.delete(name)
    for (const part of ['_sum', '_count']) series.set(name + part, labels)
    series.set(`${name}_bucket`, new Set([...labels, 'le']))
  }
  // What Prometheus itself writes of each target.
  series.set('up', new Set())
  expect(await registry.metrics()).toContain('foyer_database_up 1')
})

const words = new Set(
  'sum min max rate increase histogram_quantile time absent by on and or label_values'.split(' '),
)

/** The series of an expression, with what stands between braces. */
function seriesIn(expr: string): { name: string; selector: string }[] {
  const plain = expr.replace(/\[[^\]]*\]/g, '').replace(/\b(by|on) \([^)]*\)/g, '')
  const found = plain.matchAll(/([A-Za-z_][\w:]*)(?:\{([^}]*)\})?/g)
  const all = [...found].map(([, name = '', selector = '']) => ({ name, selector }))
  return all.filter(({ name }) => !words.has(name))
}

/** The labels that an expression names: between braces, and by which it groups. */
function labelsIn(expr: string): string[] {
  const grouped = [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(', '),
  )
  const selected = [...expr.matchAll(/([a-z_]+)(?:=~|!~|!=|=)"/g)].map(([, name = '']) => name)
  return [...grouped, ...selected]
}

test('alerts and panels name only series that Foyer exposes', () => {
  const used = expressions.flatMap((expr) => seriesIn(expr).map(({ name }) => name))
  expect(used.length).toBeGreaterThan(30)
  expect(used.filter((name) => !series.has(name))).toEqual([])
  expect(queries.slice(1)).toEqual([
    'label_values(foyer_database_up, job)',
    'label_values(foyer_database_up{job=~"$job"}, instance)',
  ])
})

test('every metric of Foyer has a panel', () => {
  const used = drawn.flatMap((expr) => seriesIn(expr).map(({ name }) => name))
  const bases = new Set(used.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
  expect([...ours].filter((name) => !bases.has(name))).toEqual([])
  expect(ours.size).toBeGreaterThan(10)
})

test('only labels that the series have are named, and only values that occur', () => {
  const targets = ['job', 'instance']
  for (const expr of expressions) {
    const known = seriesIn(expr).flatMap(({ name }) => [...(series.get(name) ?? [])])
    const unknown = labelsIn(expr).filter((label) => ![...targets, ...known].includes(label))
    expect([expr, unknown]).toEqual([expr, []])
  }
  const values = (label: string) =>
    expressions
      .flatMap((expr) => [...expr.matchAll(new RegExp(`\\b${label}=~?"([^"$]*)"`, 'g'))])
      .flatMap(([, value = '']) => value.split('|'))
  const results = ['ok', ...Object.keys(errorTable)]
  expect(values('result').filter((value) => !results.includes(value))).toEqual([])
  expect(new Set(values('result'))).toEqual(new Set(['UnavailableError', 'UnknownError', 'ok']))
  const known: readonly string[] = jobs
  expect(values('task').filter((value) => !known.includes(value))).toEqual([])
  expect(values('state').filter((value) => !inviteStates.some((state) => state === value))).toEqual(
    [],
  )
})

test('a braced selector is closed, and every expression balanced', () => {
  for (const expr of expressions) {
    for (const [open, close] of ['()', '{}', '[]']) {
      expect([expr, expr.split(open ?? '').length]).toEqual([expr, expr.split(close ?? '').length])
    }
  }
})

test('each alert says how bad it is and what to do, and has tests in which it fires and in which it does not', () => {
  expect(ruleTests.rule_files).toEqual(['alerts.yaml'])
  const cases = ruleTests.tests.flatMap((one) => one.alert_rule_test)
  for (const { alert, ...rule } of rules) {
    expect(rule).toMatchObject({
      for: expect.stringMatching(/^\d+m$/),
      labels: { severity: expect.stringMatching(/^(critical|warning)$/) },
      annotations: { summary: expect.any(String), description: expect.any(String) },
    })
    const own = cases.filter(({ alertname }) => alertname === alert)
    const fires = own.filter((one) => one.exp_alerts)
    expect([alert, fires.length > 0, own.length > fires.length]).toEqual([alert, true, true])
  }
  expect(cases.filter(({ alertname }) => !rules.some(({ alert }) => alert === alertname))).toEqual(
    [],
  )
  const given = ruleTests.tests.flatMap((one) => one.input_series.map((input) => input.series))
  const names = given.flatMap((text) => seriesIn(text).map(({ name }) => name))
  expect(names.filter((name) => !series.has(name))).toEqual([])
})

test('the panels have a place each, and ask the data source that was chosen', () => {
  const { panels } = dashboard
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  const taken = new Set<string>()
  for (const { title, type, gridPos, datasource, targets } of panels) {
    if (type !== 'row')
      expect([title, datasource?.uid]).toEqual([title, '$'.concat('{datasource}')])
    for (const { legendFormat } of targets ?? []) expect(legendFormat).not.toBe('')
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect([title, taken.has(`${x} ${y}`)]).toEqual([title, false])
        taken.add(`${x} ${y}`)
      }
  }
})
