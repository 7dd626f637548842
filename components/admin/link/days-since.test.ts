import { expect, test } from 'vitest'
import { daysSince } from './days-since'

const days = Array.from({ length: 30 }, (_, index) => ({
  day: `2026-11-${String(index + 1).padStart(2, '0')}`,
  count: 0,
}))

test('the days of a link begin when it was created, and are at least a week', () => {
  expect(daysSince(days, '2026-11-15T08:00:00.000Z')[0]?.day).toBe('2026-11-15')
  expect(daysSince(days, '2026-11-30T08:00:00.000Z')).toHaveLength(7)
  expect(daysSince(days, '2020-01-01T08:00:00.000Z')).toHaveLength(30)
  expect(daysSince(days, '2026-12-01T08:00:00.000Z')).toHaveLength(30)
})
