import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { requireSameSite } from './cross-site'

function isAllowed(headers: Record<string, string>, isListed = false): boolean {
  try {
    requireSameSite(new Headers({ host: 'evil.test', cookie: 'a=b', ...headers }), isListed)
    return true
  } catch (error) {
    if (error instanceof AppError && error.name === 'CrossSiteError') return false
    throw error
  }
}

const own = 'https://foyer.test'
const foreign = [
  'null',
  '',
  'http://foyer.test',
  'https://foyer.test:8443',
  'https://foyer.test.evil.test',
  'https://evil.test',
  'https://evil.test/https://foyer.test',
  'https://sub.foyer.test',
]

test('a request without Sec-Fetch-Site and Origin does not come from a browser and is allowed', () => {
  expect(isAllowed({})).toBe(true)
})

test('if Sec-Fetch-Site is present, only same-origin and none are allowed', () => {
  for (const origin of [own, ...foreign]) {
    expect(isAllowed({ 'sec-fetch-site': 'same-origin', origin })).toBe(true)
    expect(isAllowed({ 'sec-fetch-site': 'none', origin })).toBe(true)
    for (const site of ['cross-site', 'same-site', '', 'SAME-ORIGIN', 'anything']) {
      expect(isAllowed({ 'sec-fetch-site': site, origin })).toBe(false)
      expect(isAllowed({ 'sec-fetch-site': site })).toBe(false)
    }
  }
})

test('without it, Origin has to be that of PUBLIC_URL, whatever Host says', () => {
  expect(isAllowed({ origin: own })).toBe(true)
  for (const origin of foreign) {
    expect(isAllowed({ origin })).toBe(false)
    expect(isAllowed({ origin, host: 'foyer.test' })).toBe(false)
  }
  expect(isAllowed({ origin: 'https://evil.test', host: 'evil.test' })).toBe(false)
})

test('a page of a listed website may send anything but an HTML form', () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://club.example' }
  const ofType = (type: string) => isAllowed({ ...headers, 'content-type': type }, true)
  expect(isAllowed(headers, true)).toBe(true)
  expect(ofType('application/json')).toBe(true)
  expect(ofType('Application/X-WWW-Form-URLencoded;a=b')).toBe(false)
})
