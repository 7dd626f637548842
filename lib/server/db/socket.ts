import { Socket } from 'node:net'

/**
 * A socket to the database that is destroyed after this many milliseconds without a byte in either
 * direction. A frozen server, or a network that drops packets, closes nothing and would be waited for
 * forever. The connection ends with it: returned to the pool it could still be inside a transaction, as
 * after a `query_timeout` of pg.
 */
export function impatientSocket(milliseconds: number): Socket {
  const socket = new Socket()
  socket.setTimeout(milliseconds, () => {
    socket.destroy(new Error('Connection terminated: ETIMEDOUT, the database did not respond'))
  })
  return socket
}
