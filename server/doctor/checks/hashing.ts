import { hashPassword } from '@/lib/server/auth/passwords'
import { type Check, mistake } from '@/server/doctor/check'

/** Below it stolen hashes can be guessed quickly. */
const LEAST = 10

/** Milliseconds that a hash at the proposed cost takes at most. */
const COMFORTABLE = 500

/** Milliseconds that one hash takes; the shorter of two times if the first one is too long, which load may explain. */
async function measure(limit: number): Promise<number> {
  const time = async () => {
    const before = performance.now()
    await hashPassword('correct horse battery staple')
    return performance.now() - before
  }
  const first = await time()
  return first <= limit ? first : Math.min(first, await time())
}

/** The highest cost that is comfortable here; each step halves the time. */
function propose(cost: number, milliseconds: number): number {
  const steps = Math.ceil(Math.log2(milliseconds / COMFORTABLE))
  return Math.max(LEAST, cost - Math.max(1, steps))
}

export const hashing: Check = {
  name: 'BCRYPT_COST fits this machine',
  run: async ({ env: { bcryptCost: cost }, limits }) => {
    if (cost < LEAST) {
      return mistake(
        `BCRYPT_COST is ${cost}: stolen hashes can be guessed quickly.`,
        `Set BCRYPT_COST to ${LEAST} or more; the default is 12.`,
      )
    }
    const milliseconds = await measure(limits.hash)
    if (milliseconds <= limits.hash) return null
    const time = `${(milliseconds / 1000).toFixed(1)} s`
    return mistake(
      `At BCRYPT_COST=${cost} this machine takes ${time} to hash a password, and everybody who signs in or joins waits for it.`,
      cost === LEAST
        ? `Run Foyer on a faster machine: a cost below ${LEAST} is not safe.`
        : `Set BCRYPT_COST=${propose(cost, milliseconds)}, or run this again when the machine is less busy.`,
    )
  },
}
