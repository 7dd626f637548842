import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How much more than `most` Node takes while one is being closed for another. */
const SLACK = 64

/**
 * Keeps a server at a number of connections. When all are taken, the address that holds the most of
 * those that wait gives up its oldest one for the next: so one address cannot keep the others out by
 * holding connections, whether it sends nothing, half a request, or nothing more. A connection whose
 * request has arrived is left to its answer; where nobody waits, the next one is closed at once.
 * @param sockets the connections that are open, oldest first; kept by the caller
 * @param underWay the answers that are not done
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

/** The first connection of the address that has the most of them. */
function oldestOfMost(waiting: Socket[]): Socket | undefined {
  const counts = new Map<string | undefined, number>()
  for (const { remoteAddress } of waiting) {
    counts.set(remoteAddress, (counts.get(remoteAddress) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return waiting.find(({ remoteAddress }) => counts.get(remoteAddress) === most)
}
