import { expect, test } from 'vitest'
import { withLinks } from './main'

const token = '-QKS1dtC8fBEr9S0zyWsg-dOR9rv-Joo'

test('a token that begins with a hyphen is read as a link, not as an option', () => {
  expect(withLinks(['link', 'show', token, '--json'])).toEqual([
    ...['link', 'show', `/invite/${token}`, '--json'],
  ])
  expect(withLinks(['link', 'extend', token, '7d'])[2]).toBe(`/invite/${token}`)
})

test('options, and what may be the value of one, stay as they are', () => {
  const args = ['people', 'list', '--link', token, '--role', 'Admin', '-h']
  expect(withLinks(args)).toEqual(args)
})
