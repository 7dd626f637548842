import { Socket } from 'node:net'

/**
 * A socket to the database that gives up after so many milliseconds without a byte either way. A server
 * that is frozen, or a network that swallows packets, closes nothing and would be waited for without end.
 * The connection goes with it: given back to the pool it could still be inside a transaction, as it is
 * after a `query_timeout` of pg.
 */
export function impatientSocket(milliseconds: number): Socket {
  const socket = new Socket()
  socket.setTimeout(milliseconds, () => {
    socket.destroy(new Error('Connection terminated: ETIMEDOUT, the database said nothing'))
  })
  return socket
}
