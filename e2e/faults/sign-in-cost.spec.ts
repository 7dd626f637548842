import { signupBody } from '../contract/support/given'
import { send } from '../contract/support/send'
import { expect, givenLink, test } from './support/foyer'
import { signUp } from './support/load'

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

// ATTACK 11
test('after BCRYPT_COST is raised, the time of a sign-in does not reveal who has an account', async ({
  foyer,
  folder,
}) => {
  test.setTimeout(240_000)
  const before = await foyer({ BCRYPT_COST: '4' }, { folder })
  const token = await givenLink(before)
  const { email } = signupBody()
  expect(await signUp(before.url, token, signupBody({ email }))).toBe('201')
  await before.stop()
  const { url: base } = await foyer({ BCRYPT_COST: '10' }, { folder })
  const took = async (username: string) => {
    const start = performance.now()
    const body = { username, password: 'wrong horse battery' }
    expect((await send('POST', '/auth/simple/login', { base, body })).status).toBe(401)
    return performance.now() - start
  }
  // The first request of each kind loads what is loaded only once.
  await took(email)
  await took(signupBody().email)
  const times = { known: [] as number[], unknown: [] as number[] }
  // In turns, so that other load on the machine affects both.
  for (let round = 0; round < 11; round += 1) {
    times.known.push(await took(email))
    times.unknown.push(await took(signupBody().email))
  }
  const ratio = median(times.unknown) / median(times.known)
  console.info(`an unknown address takes ${ratio.toFixed(2)} times as long`)
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
})
