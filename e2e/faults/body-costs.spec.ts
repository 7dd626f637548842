import { costComplaints, measureCosts } from '../fuzz/costs'
import { startWatched } from '../fuzz/watched'
import { expect, test } from './support/foyer'

const doors = ['/invite/{token}/signup', '/auth/simple/login']

// ATTACK 1, 24. CHECKLIST 61. At every other address: npm run fuzz.
test('no body takes more than five times the CPU time of plain text of its size, at sign-up and sign-in', async ({
  undo,
}) => {
  test.setTimeout(240_000)
  const app = await startWatched()
  undo(app.stop)
  const costs = await measureCosts(app, 5, ({ path }) => doors.includes(path))
  expect(costComplaints(costs)).toEqual([])
  expect(costs.length).toBeGreaterThan(100)
})
