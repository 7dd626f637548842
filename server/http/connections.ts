import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How many more than `most` Node accepts while one is being closed for another. */
const SLACK = 64

/**
 * Limits the number of connections of a server. If all are taken, the address with the most waiting
 * connections loses its oldest one to the next: so one address cannot keep the others out by holding
 * connections, whether it sends nothing, half a request, or nothing more. A connection whose request has
 * arrived gets its response; if no connection is waiting, the next one is closed at once.
 * @param sockets the open connections, oldest first; maintained by the caller
 * @param underWay the responses that are not finished
 */
export function limitConnections(
  http: Server,
  most: number,
  sockets: Set<Socket>,
  underWay: Set<ServerResponse>,
): void {
  http.maxConnections = most + SLACK
  http.on('connection', (socket) => {
    if (sockets.size <= most) return
    const answered = new Set(
      [...underWay].filter(({ req }) => req.complete).map(({ req }) => req.socket),
    )
    const waiting = [...sockets].filter((one) => one !== socket && !answered.has(one))
    const victim = oldestOfMost(waiting) ?? socket
    victim.destroy()
  })
}

/** The oldest connection of the address that has the most. */
function oldestOfMost(waiting: Socket[]): Socket | undefined {
  const counts = new Map<string | undefined, number>()
  for (const { remoteAddress } of waiting) {
    counts.set(remoteAddress, (counts.get(remoteAddress) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return waiting.find(({ remoteAddress }) => counts.get(remoteAddress) === most)
}
