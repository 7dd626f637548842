import { afterEach, describe, expect, test } from 'vitest'
import { provideEnv } from '@/lib/server/runtime/env'
import { browserHeaders } from '@/lib/testing/counts'
import { isOpening, isPerson } from './visitors'

const mozilla = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15'

// CHECKLIST 22, U21
describe('who counts as a person', () => {
  test.each([
    browserHeaders['user-agent'],
    `${mozilla} (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
    `${mozilla} (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/512.0.0.0]`,
    `${mozilla} (KHTML, like Gecko) Mobile/15E148 Instagram 380.0.0.0`,
    'Mozilla/5.0 (Linux; Android 13; CUBOT KING KONG 9) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; en) Presto/2.12 Version/12.16',
  ])('a browser: %s', (name) => {
    expect(isPerson(name)).toBe(true)
  })

  test.each([
    '',
    'curl/8.5.0',
    'python-requests/2.32',
    'Go-http-client/2.0',
    'node',
    'WhatsApp/2.23.20.0',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0.0.0 Safari/537.36',
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  ])('not a program: %s', (name) => {
    expect(isPerson(name)).toBe(false)
  })

  test('not a request without a name', () => {
    expect(isPerson(null)).toBe(false)
    expect(isPerson(undefined)).toBe(false)
  })
})

// CHECKLIST 22, U21
describe('what counts as an opening', () => {
  afterEach(() => provideEnv({ PUBLIC_URL: 'https://foyer.test' }))

  test('a page that a person asks for, from anywhere else', () => {
    expect(isOpening(browserHeaders)).toBe(true)
    const referer = 'https://chat.example/'
    expect(isOpening({ ...browserHeaders, 'sec-fetch-site': 'cross-site', referer })).toBe(true)
  })

  test.each([
    ['a browser that fetches ahead', { 'sec-purpose': 'prefetch' }],
    ['one that renders ahead', { 'sec-purpose': 'prefetch;prerender' }],
    ['an older one that fetches ahead', { purpose: 'prefetch' }],
    ['a page of our own', { 'sec-fetch-site': 'same-origin' }],
    ['a page of our own, in an older browser', { referer: 'https://foyer.test/invite/x' }],
    ['an image', { 'sec-fetch-dest': 'image' }],
    ['a script', { 'sec-fetch-dest': 'empty' }],
    ['a program', { 'user-agent': 'curl/8.5.0' }],
  ])('not %s', (_, headers) => {
    expect(isOpening({ ...browserHeaders, ...headers })).toBe(false)
  })

  test('on https, not a program that has the name of a browser but does not say what it fetches', () => {
    const { 'user-agent': name } = browserHeaders
    expect(isOpening({ 'user-agent': name })).toBe(false)
    provideEnv({ PUBLIC_URL: 'http://foyer.test' })
    expect(isOpening({ 'user-agent': name })).toBe(true)
  })
})
