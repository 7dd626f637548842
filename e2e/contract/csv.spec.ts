import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { givenLink, givenMember, signupBody } from './support/given'
import { send } from './support/send'

// ATTACK 21
test('no name can start a formula in a CSV file, not even with full-width signs', async () => {
  const id = crypto.randomUUID()
  const names = ['=', '+', '-', '@', '＝', '＋', '－', '＠'].map((sign) => `${sign}1+1 ${id}`)
  const link = await givenLink({ name: `＝HYPERLINK(1) ${id}` })
  for (const name of names) {
    const path = `/invite/${link.secret}/signup`
    expect((await call('POST', path, { body: signupBody({ name }) })).status).toBe(201)
  }
  const { as } = await givenMember('Admin')
  const number = Buffer.from(link.secret, 'base64url').subarray(0, 8).toString('hex')
  const files = [
    `/admin/people/export?q=${id}`,
    `/admin/links.csv?q=${id}`,
    `/admin/links/${number}/members.csv`,
    `/admin/events/download?format=csv&token=${link.secret}`,
  ]
  for (const path of files) {
    const { status, text } = await send('GET', path, { as })
    expect([path, status]).toEqual([path, 200])
    const written = names.filter((name) => text.includes(name))
    for (const name of [...written, link.name]) {
      expect(text.includes(`,${name}`) || text.includes(`\n${name}`), `${path}: ${name}`).toBe(
        false,
      )
    }
    if (path.includes('links.csv')) expect(text).toContain(`'${link.name}`)
    else if (!path.includes('events')) expect(written).toEqual(names)
  }
})
