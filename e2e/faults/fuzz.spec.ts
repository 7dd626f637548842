import { fuzz } from '../fuzz/fuzz'
import { expect, test } from './support/foyer'

// CHECKLIST 21, 53, 60. All of it, and half an hour of random requests: npm run fuzz.
test('whatever is sent to whatever path, every response is a documented one', async ({ foyer }) => {
  test.setTimeout(180_000)
  const app = await foyer()
  const { covered, complaints } = await fuzz(app, {
    seed: 20261123,
    every: 20,
    milliseconds: 5_000,
  })
  console.info(covered)
  expect(complaints).toEqual([])
})
