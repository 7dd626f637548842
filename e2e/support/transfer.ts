import type { Page } from 'playwright'

type Transfer = { url: string; kind: string; bytes: number }

/** What a page fetches from now on, past its cache, with what went over the line, headers included. */
export async function watchTransfer(page: Page): Promise<() => Transfer[]> {
  const session = await page.context().newCDPSession(page)
  const responses = new Map<string, { url: string; kind: string }>()
  const bytes = new Map<string, number>()
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    responses.set(requestId, { url: response.url, kind: type })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.set(requestId, encodedDataLength)
  })
  const unknown = { url: '', kind: 'Unknown' }
  return () => [...bytes].map(([id, size]) => ({ ...(responses.get(id) ?? unknown), bytes: size }))
}
