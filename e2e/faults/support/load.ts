import { expect } from 'playwright/test'
import { sql } from '@/lib/testing/sql'
import { password, signupBody } from '../../contract/support/given'
import { send } from '../../contract/support/send'

/** The sign-ups that were acknowledged, by address. */
export class Receipts {
  readonly emails: string[] = []
  #waiting: { count: number; resolve: () => void }[] = []

  add(email: string): void {
    this.emails.push(email)
    for (const { count, resolve } of this.#waiting) if (this.emails.length >= count) resolve()
    this.#waiting = this.#waiting.filter(({ count }) => this.emails.length < count)
  }

  /** Resolves in the moment in which so many more than now have come in. */
  more(wanted: number): Promise<void> {
    const count = this.emails.length + wanted
    return new Promise((resolve) => this.#waiting.push({ count, resolve }))
  }
}

export type Load = {
  /** How many answers of which status, such as `201` and `503 UnavailableError`, came so far. */
  responses: Map<string, number>
  /** Signs nobody more up; resolves when what is under way has its answer, or will never have one. */
  end(): Promise<void>
}

/** Signs people up over HTTP, several at once and one after the other, until it is ended. */
export function startLoad(base: string, token: string, receipts: Receipts): Load {
  const responses = new Map<string, number>()
  let ended = false
  const loop = async () => {
    while (!ended) {
      const person = signupBody()
      const response = await signUp(base, token, person)
      responses.set(response, (responses.get(response) ?? 0) + 1)
      if (response === '201') receipts.add(person.email)
      // The app is gone; who asks again hears nothing either.
      if (response === 'none') return
    }
  }
  const loops = Array.from({ length: 6 }, loop)
  return {
    responses,
    end: async () => {
      ended = true
      await Promise.all(loops)
    },
  }
}

/** Status of one sign-up, with the name of an error; `none` where the connection broke. */
export async function signUp(base: string, token: string, body: unknown): Promise<string> {
  const response = await send('POST', `/invite/${token}/signup`, { base, body }).catch(() => null)
  if (response === null) return 'none'
  if (response.status === 201) return '201'
  const { name }: { name: string } = JSON.parse(response.text)
  return `${response.status} ${name}`
}

/** Holds that all who were told that they are in are in, and can sign in. */
export async function expectAllIn(base: string, url: string, emails: string[]): Promise<void> {
  const rows = await sql(url, 'SELECT "email" FROM "User" WHERE "email" = ANY($1)', [emails])
  expect(rows).toHaveLength(emails.length)
  const left = [...emails]
  const refused: string[] = []
  const loop = async () => {
    for (let email = left.pop(); email !== undefined; email = left.pop()) {
      const body = { username: email, password }
      const { status } = await send('POST', '/auth/simple/login', { base, body })
      if (status !== 200) refused.push(`${status} ${email}`)
    }
  }
  await Promise.all(Array.from({ length: 6 }, loop))
  expect(refused).toEqual([])
}
