import { send } from '../contract/support/send'
import { expect, test } from './support/foyer'

test('whoever reads the output may go: the app serves on, and ends in order when told to', async ({
  foyer,
  undo,
}) => {
  const app = await foyer()
  undo(app.kill)
  app.deafen()
  expect((await send('GET', '/ready', { base: app.url })).status).toBe(200)
  // It says that it stops, into nothing; before, it then logged that, and never stopped.
  await app.stop()
  await expect(fetch(`${app.url}/health`)).rejects.toThrow()
})
