import { expect, test } from 'vitest'
import { signup } from '@/lib/server/signup/signup'
import { cookieFor, givenAdmin, givenLink, givenUser, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET as members } from '../links/[id]/members.csv/route'
import { GET as png } from '../links/[id]/qr.png/route'
import { GET as svg } from '../links/[id]/qr.svg/route'
import { GET } from './route'

async function asAdmin(path: string, headers: Record<string, string> = {}) {
  const cookie = await cookieFor((await givenAdmin()).id)
  return request('GET', path, { cookie, headers })
}

// CHECKLIST 59
test('links are exported with what the filters find, no cell a formula, no token in it', async () => {
  const link = await givenLink({ name: '=HYPERLINK("https://evil.example")', maxUses: 3 })
  await givenLink({ name: 'Another' })
  const response = await GET(await asAdmin('/admin/links.csv?q=hyper'), params({}))
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const text = await response.text()
  const [header, row, rest] = text.split('\r\n')
  expect(header).toBe('id,name,state,role,joined,places,starts,ends,created by,created,last used')
  expect(row).toContain(`${link.id},"'=HYPERLINK(""https://evil.example"")",open,Viewer,0,3,,20`)
  expect(rest).toBe('')
  expect(text).not.toContain(link.token)
})

// CHECKLIST 59
test('members are exported all of them, no cell a formula', async () => {
  const link = await givenLink()
  for (const name of ['+1', '@SUM(A1)', 'Ada, "the" First']) {
    await signup(link.token, signupBody({ name }), null)
  }
  const response = await members(await asAdmin('/x'), params({ id: link.id }))
  const lines = (await response.text()).split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines[1]).toMatch(/^"Ada, ""the"" First",member\d+@example\.org,20/)
  expect(lines[2]).toMatch(/^'@SUM\(A1\),/)
  expect(lines[3]).toMatch(/^'\+1,/)
})

// CHECKLIST 55
test('none of it is for anybody but administrators', async () => {
  const { id } = await givenLink()
  const cookie = await cookieFor((await givenUser()).id)
  for (const handler of [GET, members, png, svg]) {
    const responses = await Promise.all([
      handler(request('GET', '/x'), params({ id }) as never),
      handler(request('GET', '/x', { cookie }), params({ id }) as never),
    ])
    expect(responses.map(({ status }) => status)).toEqual([401, 403])
    for (const answer of responses) expect(await answer.text()).not.toContain(id)
  }
})

test('a link that is not there has neither', async () => {
  for (const id of ['0'.repeat(16), 'nonsense']) {
    for (const handler of [members, png, svg]) {
      expect((await handler(await asAdmin('/x'), params({ id }))).status).toBe(404)
    }
  }
})
