import { Agent, request } from 'node:http'
import { type App, adminToken, startApp } from '../e2e/support/app'

// Whether the time of a sign-up in strict mode tells a registered address from a new one: 500 tries of
// each, in turns, one at a time; the difference of the means in standard deviations. BCRYPT_COST as in
// operation (12); a lower one hides less of the rest. Run: npm run bench:strict-mode

const tries = 500
const warmUp = 20
const { BCRYPT_COST = '12' } = process.env
const password = 'correct horse battery'
const registered = 'registered@example.org'

async function createLink({ url }: App): Promise<string> {
  const response = await fetch(`${url}/api/admin/invite-link/tokens`, {
    method: 'POST',
    headers: { authorization: adminToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Bench',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  })
  const link = (await response.json()) as { url: string }
  return link.url
}

// One connection: opening it is no part of the answer.
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One sign-up, in milliseconds until its answer is whole. */
function join(link: string, email: string): Promise<number> {
  const body = JSON.stringify({ email, name: 'Somebody', password })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const sent = request(`${link}/signup`, { method: 'POST', headers, agent }, (response) => {
      if (response.statusCode !== 202) reject(new Error(`Answered ${response.statusCode}.`))
      response.resume().on('end', () => resolve(performance.now() - start))
    })
    sent.on('error', reject).end(body)
  })
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function line(name: string, times: number[]): string {
  const shown = [mean(times), deviation(times), median(times)].map((value) => value.toFixed(2))
  return `${name}  mean ${shown[0]} ms, standard deviation ${shown[1]} ms, median ${shown[2]} ms`
}

/** Both kinds in turns; which of them comes first changes too. */
async function measure(link: string): Promise<{ fresh: number[]; known: number[] }> {
  const [fresh, known]: [number[], number[]] = [[], []]
  for (let n = -warmUp; n < tries; n += 1) {
    const email = `person-${String(n + warmUp).padStart(4, '0')}@example.org`
    const order = [
      async () => fresh.push(await join(link, email)),
      async () => known.push(await join(link, registered)),
    ]
    for (const step of n % 2 === 0 ? order : order.reverse()) await step()
  }
  return { fresh: fresh.slice(warmUp), known: known.slice(warmUp) }
}

const app = await startApp({ SIGNUP_STRICT: 'true', BCRYPT_COST })
try {
  const link = await createLink(app)
  await join(link, registered)
  const { fresh, known } = await measure(link)
  const spread = Math.sqrt((deviation(fresh) ** 2 + deviation(known) ** 2) / 2)
  const difference = mean(known) - mean(fresh)
  console.info(`${tries} sign-ups of each, BCRYPT_COST=${BCRYPT_COST}`)
  console.info(line('new address       ', fresh))
  console.info(line('registered address', known))
  console.info(
    `difference ${difference.toFixed(2)} ms = ${(difference / spread).toFixed(3)} standard deviations`,
  )
} finally {
  agent.destroy()
  await app.stop()
}
