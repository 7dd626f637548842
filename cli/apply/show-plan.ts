import { showTime } from '../times'
import type { FieldChange } from './compare'
import type { LinkPlan, Plan } from './plan'

const marks = { create: '+', change: '~', none: '=' }

function showValue({ field }: FieldChange, value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  const isTime = field === 'expiresAt' || field === 'startsAt'
  if (typeof value === 'string') return isTime ? showTime(value) : JSON.stringify(value)
  return JSON.stringify(value)
}

function showChanges(changes: FieldChange[]): string[] {
  return changes.map(
    (change) =>
      `    ${change.field}: ${showValue(change, change.from)} → ${showValue(change, change.to)}`,
  )
}

function summaryOf({ wanted, action, link }: LinkPlan): string {
  if (action === 'create') {
    const places = typeof wanted.maxUses === 'number' ? `, ${wanted.maxUses} places` : ''
    const ends = showTime(new Date(wanted.expiresAt).toISOString())
    return `create “${wanted.name}”, ends ${ends}${places}`
  }
  if (action === 'change') return 'change'
  if (link === null) return 'not created, because it is declared as revoked'
  const isLeft = link.state === 'revoked' && wanted.revoked === undefined
  return isLeft ? 'unchanged; it is revoked (`revoked: false` restores it)' : 'unchanged'
}

/** One line for each declared thing, and one for each field that would change. */
export function showPlan({ links, settings }: Plan): string {
  const lines = links.flatMap((plan) => [
    `${marks[plan.action]} ${plan.key}: ${summaryOf(plan)}`,
    ...showChanges(plan.changes),
  ])
  const count = (action: LinkPlan['action']) =>
    links.filter((plan) => plan.action === action).length
  const changed = settings.changes.length > 0
  return [
    ...lines,
    ...(changed ? ['~ settings: change', ...showChanges(settings.changes)] : []),
    `Links: ${count('create')} to create, ${count('change')} to change, ${count('none')} unchanged. Settings: ${changed ? 'to change' : 'unchanged'}.`,
  ].join('\n')
}
