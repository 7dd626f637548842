import { startApp } from '../e2e/support/app'
import { createLink } from './support/links'
import { fire } from './support/load'
import { atMost, type Row } from './support/table'

// What somebody who looks at an invite notices of sixteen others who sign up.

const SECONDS = 30
const probe = { clients: 2, rate: 20, seconds: SECONDS }

async function looks(link: string) {
  const validate = await fire({ ...probe, url: `${link}/validate` })
  const page = await fire({ ...probe, url: link })
  return { validate, page }
}

export async function latency(): Promise<Row[]> {
  const app = await startApp({ BCRYPT_COST: '10' })
  try {
    const link = await createLink(app.url)
    const crowd = { url: `${link}/signup`, clients: 16, expected: 201, signsUp: true }
    await fire({ ...probe, clients: 8, url: link, seconds: 5 })
    await fire({ ...crowd, seconds: 5 })
    const idle = await looks(link)
    const [busy] = await Promise.all([looks(link), fire({ ...crowd, seconds: 2 * SECONDS + 2 })])
    const row = (what: string, { p50, p99 }: { p50: number; p99: number }): Row => ({
      what,
      figure: `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    })
    return [
      row('validate, idle', idle.validate),
      row('form page, idle', idle.page),
      row('validate while 16 clients sign up at cost 10', busy.validate),
      row('form page while 16 clients sign up at cost 10', busy.page),
      atMost('p99 of validate while 16 clients sign up', busy.validate.p99, 100, ' ms'),
    ]
  } finally {
    await app.stop()
  }
}
