import { randomUUID } from 'node:crypto'
import { requireDatabase } from '@/lib/server/lifecycle/readiness'
import { signup } from '@/lib/server/signup/signup'

// The use case with a pool of its own, in a process that starts in half a second. Signs people up on
// the link that it is told, six at a time, and says each address when its sign-up has returned.

async function loop(token: string): Promise<void> {
  for (;;) {
    const email = `${randomUUID()}@example.org`
    await signup(token, { email, name: 'New Comer', password: 'correct horse battery' }, null)
    process.send?.(email)
  }
}

process.on('message', (token: string) => {
  for (let n = 0; n < 6; n += 1) void loop(token)
})
process.on('disconnect', () => process.exit())
await requireDatabase()
process.send?.('ready')
