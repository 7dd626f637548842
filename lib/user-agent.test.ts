import { expect, test } from 'vitest'
import { readAgent } from './user-agent'

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15'
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8)'
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0'

test.each([
  [`${windows.replace(')', '; rv:127.0)')} Gecko/20100101 Firefox/127.0`, 'Firefox', 'Windows'],
  [`${windows} ${chrome} Safari/537.36 Edg/126.0.0.0`, 'Edge', 'Windows'],
  [`${windows} ${chrome} Safari/537.36 OPR/111.0.0.0`, 'Opera', 'Windows'],
  [
    `${mac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`,
    'Safari',
    'macOS',
  ],
  [`${iphone} (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1`, 'Chrome', 'iPhone'],
  [`${iphone} (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15`, 'Firefox', 'iPhone'],
  [`${android} ${chrome} Mobile Safari/537.36`, 'Chrome', 'Android'],
  [`${android} ${chrome} SamsungBrowser/25.0 Mobile Safari/537.36`, 'Samsung Internet', 'Android'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, 'Chrome', 'ChromeOS'],
  ['curl/8.5.0', 'curl', null],
  ['test', null, null],
  ['', null, null],
  [null, null, null],
])('%s is named as people know it', (agent, browser, system) => {
  expect(readAgent(agent)).toEqual({ browser, system })
})
