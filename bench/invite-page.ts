import { startApp } from '../e2e/support/app'
import { createLink } from './support/links'
import type { Row } from './support/table'
import { measurePage } from './support/visit'

/** What an invitee on a phone line waits for. */
export async function invitePage(): Promise<Row[]> {
  const app = await startApp()
  try {
    return await measurePage({
      what: 'invite page',
      url: await createLink(app.url),
      usable: (page) => page.getByRole('button', { name: /^Join as/ }).waitFor(),
      // The toggle is there only once scripts run.
      hydrated: (page) => page.getByRole('button', { name: 'Show password' }).waitFor(),
    })
  } finally {
    await app.stop()
  }
}
