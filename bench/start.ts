import { createFolder, removeFolder, startApp } from '../e2e/support/app'
import { median, type Row } from './support/table'

// From `npm start` to a 200 of /ready, with everything installed and built: with an empty data folder, and
// again.

const ROUNDS = 5

async function timed(folder: string): Promise<number> {
  const start = performance.now()
  const app = await startApp({}, { folder })
  const elapsed = performance.now() - start
  await app.stop()
  return elapsed
}

export async function start(): Promise<Row[]> {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await createFolder()
    first.push(await timed(folder))
    second.push(await timed(folder))
    await removeFolder(folder)
  }
  const shown = (values: number[]) => `${(median(values) / 1000).toFixed(1)} s`
  return [
    { what: 'start to ready, first (a new database)', figure: shown(first) },
    { what: 'start to ready, second', figure: shown(second) },
  ]
}
