import { expect, test } from 'vitest'
import { relativeTime } from './relative-time'

const now = new Date('2030-01-10T12:00:00Z')

test.each([
  ['2030-01-10T12:00:30Z', 'in less than a minute'],
  ['2030-01-10T11:59:30Z', 'just now'],
  ['2030-01-10T12:05:00Z', 'in 5 minutes'],
  ['2030-01-10T09:00:00Z', '3 hours ago'],
  ['2030-01-12T11:59:59Z', 'in 47 hours'],
  ['2030-01-12T12:00:00Z', 'in 2 days'],
  ['2030-01-23T12:00:00Z', 'in 13 days'],
  ['2030-02-09T12:00:00Z', 'in 4 weeks'],
  ['2029-10-10T12:00:00Z', '3 months ago'],
  ['2027-10-10T12:00:00Z', '2 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeTime(new Date(at), now)).toBe(words)
})
