import { expect, test } from 'vitest'
import { cookieFor, givenAdmin, givenLink } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET as png } from '../qr.png/route'
import { GET as svg } from './route'

async function asAdmin(path: string, headers: Record<string, string> = {}) {
  const cookie = await cookieFor((await givenAdmin()).id)
  return request('GET', path, { cookie, headers })
}

// CHECKLIST 57
test('QR codes hold the address of PUBLIC_URL, whatever the Host header says, and are not kept', async () => {
  const link = await givenLink()
  const plain = await svg(await asAdmin('/x'), params({ id: link.id }))
  const forged = await asAdmin('/x', { host: 'evil.test', 'x-forwarded-host': 'evil.test' })
  const other = await svg(forged, params({ id: link.id }))
  expect(await other.text()).toBe(await plain.text())
  expect(plain.headers.get('cache-control')).toBe('no-store')
  expect(plain.headers.get('content-type')).toBe('image/svg+xml')
  const picture = await png(await asAdmin('/x'), params({ id: link.id }))
  expect([...new Uint8Array(await picture.arrayBuffer()).slice(1, 4)]).toEqual([80, 78, 71])
})
