import { setTimeout as pause } from 'node:timers/promises'

/** People who sign up at one address, each with an Idempotency-Key, until each has an answer. */
export class Storm {
  /** Addresses of those who were told that they are in. */
  readonly created: string[] = []
  full = 0
  /** How often somebody was told to come later. */
  later = 0
  /** Everything that must not be: other errors, broken connections, 503 without Retry-After. */
  readonly others: string[] = []
  readonly #waiting: { count: number; resolve: () => void }[] = []

  constructor(
    private readonly url: string,
    private readonly keys: string[],
  ) {}

  /** Resolves when so many are in. */
  reaches(count: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ count, resolve }))
  }

  async run(clients: number): Promise<void> {
    await Promise.all(Array.from({ length: clients }, () => this.#client()))
  }

  async #client(): Promise<void> {
    for (let key = this.keys.pop(); key !== undefined; key = this.keys.pop()) {
      while (!(await this.#isAnswered(key)));
    }
  }

  /** Sends one sign-up; false where it has to be sent again. */
  async #isAnswered(key: string): Promise<boolean> {
    const email = `${key}@example.org`
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ email, name: 'New Comer', password: 'correct horse battery' }),
    }).catch(() => null)
    const name = response === null ? 'no answer' : await nameOf(response)
    if (name === '503 UnavailableError') return await this.#comeBack(response)
    if (name === '201') this.#note(email)
    else if (name === '400 InviteFullError') this.full += 1
    else this.others.push(name)
    return true
  }

  async #comeBack(response: Response | null): Promise<false> {
    const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN)
    if (Number.isNaN(seconds)) this.others.push('503 without Retry-After')
    this.later += 1
    await pause((seconds || 1) * 1000)
    return false
  }

  #note(email: string): void {
    this.created.push(email)
    const met = this.#waiting.filter(({ count }) => this.created.length >= count)
    for (const { resolve } of met) resolve()
  }
}

async function nameOf(response: Response): Promise<string> {
  const { status } = response
  const { name }: { name?: string } = await response.json().catch(() => ({ name: 'no JSON' }))
  return status === 201 ? '201' : `${status} ${name}`
}
