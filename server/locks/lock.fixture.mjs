import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { acquireLock } from './lock.mjs'

// Increments a number in a file many times, with a gap between reading and writing that only a lock makes
// safe. With `hold` it takes the lock and keeps it until it is killed.

const [folder = '', times] = process.argv.slice(2)
const file = join(folder, 'count')
if (times === 'hold') {
  await acquireLock(folder, 'test')
  console.info('held')
  setInterval(() => {}, 60_000)
} else {
  for (let n = 0; n < Number(times); n += 1) {
    const release = await acquireLock(folder, 'test')
    const count = Number(readFileSync(file, 'utf8'))
    await new Promise((resolve) => setImmediate(resolve))
    writeFileSync(file, String(count + 1))
    release()
  }
}
