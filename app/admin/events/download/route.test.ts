import { beforeEach, describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { recordEvent, system } from '@/lib/server/events/events'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, givenUser, goodPassword } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET } from './route'

let cookie = ''

beforeEach(async () => {
  await emptyDatabase()
  cookie = await cookieFor((await givenAdmin()).id)
})

async function download(query: Record<string, string>) {
  const path = `/admin/events/download?${new URLSearchParams(query)}`
  const response = await GET(request('GET', path, { cookie }), params({}))
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  }
}

describe('the download of events', () => {
  // CHECKLIST 59
  test('as CSV is one line each; no name in it is a formula', async () => {
    await givenLink({ name: '=HYPERLINK("http://evil.test")' })
    await recordEvent(getDb(), { type: 'settings-updated', actor: { userId: null, name: '@cmd' } })
    const { type, text } = await download({ format: 'csv' })
    expect(type).toBe('text/csv; charset=utf-8')
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^id,when \(UTC\),type,what,who,/)
    expect(lines).toHaveLength(4)
    expect(lines[1]).toContain(",'@cmd changed the settings,'@cmd,")
    expect(text).toContain(`"'=HYPERLINK(""http://evil.test"")"`)
  })

  test('as JSON is every event, past the first thousand, each once', async () => {
    await getDb().event.createMany({
      data: Array.from({ length: 2500 }, () => ({ type: 'user-signed-in' })),
    })
    const { events } = JSON.parse((await download({ format: 'json' })).text)
    expect(new Set(events.map(({ id }: { id: number }) => id)).size).toBe(2500)
    const none = await download({ format: 'json', type: 'settings-updated' })
    expect(JSON.parse(none.text)).toEqual({ events: [] })
  })

  test('obeys the filters; one that finds nobody gives nothing away', async () => {
    const one = await givenUser()
    const link = await givenLink()
    const actor = { userId: one.id, name: one.email }
    await recordEvent(getDb(), { type: 'user-signed-in', actor, userId: one.id })
    await recordEvent(getDb(), { type: 'user-deleted', actor: system, userId: 999 })
    const typesOf = async (query: Record<string, string>) => {
      const { events } = JSON.parse((await download({ format: 'json', ...query })).text)
      return events.map(({ type }: { type: string }) => type)
    }
    expect(await typesOf({ person: one.email.toUpperCase() })).toEqual(['user-signed-in'])
    expect(await typesOf({ person: '999' })).toEqual(['user-deleted'])
    const created = ['public-signup-token-created']
    for (const typed of [link.id, link.token, `https://foyer.test/invite/${link.token}?lang=de`]) {
      expect(await typesOf({ link: typed })).toEqual(created)
    }
    expect(await typesOf({ person: one.name, what: 'signIns' })).toEqual(['user-signed-in'])
    expect(await typesOf({ person: one.name, what: 'links' })).toEqual([])
    expect(await typesOf({ link: link.name.toUpperCase(), when: '7' })).toEqual(created)
    expect(await typesOf({ what: 'people' })).toEqual(['user-deleted'])
    expect(await typesOf({ until: '2000-01-01' })).toEqual([])
    const wrong = [{ person: 'x@example.org' }, { link: '???' }, { from: '2030-02-31x' }]
    for (const query of wrong) expect((await download(query)).status).toBe(400)
  })

  test('holds no token and no password', async () => {
    const link = await givenLink()
    for (const format of ['csv', 'json']) {
      const { text } = await download({ format })
      for (const secret of [link.token, link.nonce, goodPassword])
        expect(text).not.toContain(secret)
    }
  })
})
