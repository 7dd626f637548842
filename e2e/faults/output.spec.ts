import { send } from '../contract/support/send'
import { expect, test } from './support/foyer'

test('when nobody reads its output any more, the app keeps serving and still stops gracefully', async ({
  foyer,
  undo,
}) => {
  const app = await foyer()
  undo(app.kill)
  app.deafen()
  expect((await send('GET', '/ready', { base: app.url })).status).toBe(200)
  // It prints that it stops, which nobody reads; it used to log that failure, and never stopped.
  await app.stop()
  await expect(fetch(`${app.url}/health`)).rejects.toThrow()
})
