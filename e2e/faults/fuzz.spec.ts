import { fuzz } from '../fuzz/fuzz'
import { expect, test } from './support/foyer'

// CHECKLIST 21, 53, 60. The whole of it, and half an hour at random: npm run fuzz.
test('whatever is sent wherever, every answer is one of those that are documented', async ({
  foyer,
}) => {
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
