import { gzipSync } from 'node:zlib'
import { docsPages } from '@/lib/server/docs/pages'
import { startApp } from '../e2e/support/app'
import type { Row } from './support/table'
import { measurePage } from './support/visit'

/** The address of the page of the documentation that weighs most. */
async function findHeaviest(origin: string): Promise<string> {
  let heaviest = { url: origin, bytes: 0 }
  for (const { path } of docsPages()) {
    const url = `${origin}${path}`
    const bytes = gzipSync(await (await fetch(url)).text()).length
    if (bytes > heaviest.bytes) heaviest = { url, bytes }
  }
  return heaviest.url
}

/** What somebody who reads the heaviest page of the documentation waits for. */
export async function docsPage(): Promise<Row[]> {
  const app = await startApp()
  try {
    const url = await findHeaviest(app.url)
    return await measurePage({
      what: new URL(url).pathname,
      url,
      usable: (page) => page.getByRole('heading', { level: 1 }).waitFor(),
      hydrated: (page) => page.getByRole('button', { name: 'Copy page' }).waitFor(),
    })
  } finally {
    await app.stop()
  }
}
