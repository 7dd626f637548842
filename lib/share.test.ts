import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlCommand, isLocalAddress, mailto } from './share'

const link = {
  name: 'Rowing club',
  expiresAt: '2030-01-31T18:00:00.000Z',
  startsAt: null,
  maxUses: 10,
  role: 'Viewer',
}

/** What curl would be called with, by a real shell. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\nFOYER_API_TOKEN=secret\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

test('the command makes the same link', () => {
  expect(argumentsOf(curlCommand('https://foyer.test', link))).toEqual([
    '-X',
    'POST',
    'https://foyer.test/api/admin/invite-link/tokens',
    '-H',
    'Authorization: secret',
    '-H',
    'Content-Type: application/json',
    '-d',
    '{"name":"Rowing club","expiresAt":"2030-01-31T18:00:00.000Z","maxUses":10,"rootRole":"Viewer"}',
  ])
})

test.each(["O'Brien's", '$(touch /tmp/x)', '`id`', '"; rm -rf ~', '\\', "'\\''", '!!', 'ü 日本'])(
  'a name like %s reaches the API as it is and runs nothing',
  (name) => {
    const body = argumentsOf(curlCommand('https://foyer.test', { ...link, name })).at(-1) ?? ''
    expect(JSON.parse(body).name).toBe(name)
  },
)

// CHECKLIST 59
test('a title cannot add a header to the mail', () => {
  const subject = 'Invitation: a\r\nBcc: all@example.org&cc=x'
  const address = mailto({ subject, body: 'You are invited.\n\nhttps://a.test/i' })
  expect([...new URL(address).searchParams.keys()]).toEqual(['subject', 'body'])
  expect(new URL(address).searchParams.get('subject')).not.toMatch(/[\r\n]/)
  expect(new URL(address).searchParams.get('body')).toContain('\r\n\r\n')
  expect(address).not.toContain('+')
})

test.each([
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]:3000', true],
  ['https://foyer.example.org', false],
  ['http://192.168.1.4', false],
])('%s leads to this machine only: %s', (url, local) => {
  expect(isLocalAddress(url)).toBe(local)
})
