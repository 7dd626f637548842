import { Socket as Datagrams } from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { isIP, Socket } from 'node:net'

// Loaded into an app by NODE_OPTIONS=--import. Writes down every address that the process connects to
// or sends to and every name that it looks up; changes nothing of it.

const file = process.env.NOTE_CONNECTIONS ?? ''
/** @param {unknown} address */
const note = (address) => appendFileSync(file, `${address}\n`)

/**
 * Calls `look` with what the method is called with, before the method.
 * @param {object} object
 * @param {string} name
 * @param {(this: Socket, ...args: unknown[]) => void} look
 */
function watch(object, name, look) {
  const method = Reflect.get(object, name)
  /** @type {(this: Socket, ...args: unknown[]) => unknown} */
  const watched = function (...args) {
    look.apply(this, args)
    return Reflect.apply(method, this, args)
  }
  Reflect.set(object, name, watched)
}

watch(Socket.prototype, 'connect', function (to) {
  // The database's socket in the file system; tsx's is another way to call it.
  if (typeof to === 'string') note(to)
  this.on('connectionAttempt', (address) => isIP(address) && note(address))
})
for (const name of ['connect', 'send']) {
  watch(Datagrams.prototype, name, (...args) => note(`datagram ${args.slice(1).join(' ')}`))
}
for (const way of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) watch(way, name, note)
}
