import { describe, expect, test } from 'vitest'
import { readTime, showTime } from './times'

const now = new Date('2027-01-31T12:00:00.000Z')

describe('a time on the command line', () => {
  test.each([
    ['90m', '2027-01-31T13:30:00.000Z'],
    ['48h', '2027-02-02T12:00:00.000Z'],
    ['7d', '2027-02-07T12:00:00.000Z'],
    ['2w', '2027-02-14T12:00:00.000Z'],
    ['2027-03-01T18:00:00+02:00', '2027-03-01T16:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readTime(text, now)).toBe(instant)
  })

  test('a span looks back where a list is asked for what happened', () => {
    expect(readTime('24h', now, 'ago')).toBe('2027-01-30T12:00:00.000Z')
    expect(readTime('2027-01-01T00:00:00Z', now, 'ago')).toBe('2027-01-01T00:00:00.000Z')
  })

  test.each([
    '',
    '7',
    'd',
    '-7d',
    '7y',
    '1.5h',
    'tomorrow',
    '2027-02-30T00:00:00Z',
    '2027-03-01T18:00',
  ])('“%s” is none, and the message shows how to write one', (text) => {
    expect(() => readTime(text, now)).toThrow(`“${text}” is no time. Write an instant such as`)
  })

  test('is printed to the minute, in UTC', () => {
    expect(showTime('2027-01-31T18:00:59.999Z')).toBe('2027-01-31 18:00 UTC')
    expect(showTime(null)).toBe('')
  })
})
