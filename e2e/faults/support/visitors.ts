import { setTimeout as pause } from 'node:timers/promises'
import { cookieOf, signupBody } from '../../contract/support/given'
import { send } from '../../contract/support/send'

const signIn = '/auth/simple/login'

export type Visits = {
  /** Resolves when so many more requests were answered as they have to be. */
  more(count: number): Promise<void>
  /** Each other answer, as `POST signup 503`, with `none` where there was none. */
  bad: string[]
  end(): Promise<void>
}

/**
 * People who open an invite, sign up, look at their account and sign in, several at once and one after
 * the other, until it is ended.
 */
export function startVisits(base: string, token: string): Visits {
  let ended = false
  let good = 0
  const bad: string[] = []
  type Options = Parameters<typeof send>[2]
  const ask = async (method: string, path: string, expected: number, options: Options = {}) => {
    const once = () => send(method, path, { ...options, base }).catch(() => null)
    const first = await once()
    // The proxy may not ask twice for a sign-in; its sender is told to (docs/decisions/0035).
    const isToBeRepeated =
      path === signIn && first?.status === 503 && first.headers.has('retry-after')
    const response = isToBeRepeated ? await once() : first
    if (response?.status === expected) good += 1
    else bad.push(`${method} ${path.split('/').at(-1)} ${response?.status ?? 'none'}`)
    return response
  }
  const visit = async () => {
    const person = signupBody()
    await ask('GET', `/invite/${token}`, 200)
    await ask('GET', `/invite/${token}/validate`, 200)
    const joined = await ask('POST', `/invite/${token}/signup`, 201, { body: person })
    const cookie = joined && cookieOf({ header: (name) => joined.headers.get(name) ?? '' })
    // A sign-up that the proxy sent again opens no session.
    if (cookie) await ask('GET', '/api/admin/user', 200, { as: { cookie } })
    const body = { username: person.email, password: person.password }
    await ask('POST', signIn, 200, { body })
  }
  const loop = async () => {
    while (!ended) await visit()
  }
  const loops = Array.from({ length: 8 }, loop)
  return {
    more: async (count) => {
      const enough = good + count
      while (good < enough) await pause(20)
    },
    bad,
    end: async () => {
      ended = true
      await Promise.all(loops)
    },
  }
}
