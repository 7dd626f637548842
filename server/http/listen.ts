import { createServer, type Server } from 'node:http'

/** Resolves when the port is bound, rejects with Node's error if it cannot be. */
export function listen(http: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

/** Rejects as `listen` would. Nothing listens afterwards. */
export async function tryPort(port: number, host: string | undefined): Promise<void> {
  const http = createServer()
  await listen(http, port, host)
  await new Promise((resolve) => http.close(resolve))
}
