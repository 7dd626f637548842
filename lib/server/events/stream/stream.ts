import type { Caller } from '@/lib/server/auth/auth'
import { now } from '@/lib/server/runtime/clock'
import { findMissed } from './changes'
import { dismiss, join, leave, requirePlace, toMessage, type Watcher } from './watchers'

/** How many bytes may wait for somebody who does not read; with more the stream ends. */
const WAITING_MAX = 256 * 1024

const headers = {
  'content-type': 'text/event-stream',
  // `no-transform`: Next compresses nothing that has it, and nothing waits for more to compress.
  'cache-control': 'no-store, no-transform',
  // nginx passes on what it gets at once.
  'x-accel-buffering': 'no',
}

/** The headers of a stream without the stream. */
export function streamHeaders(): Response {
  return new Response(null, { headers })
}

/**
 * Tells an administrator of each change while they stay connected and stay an administrator, as
 * server-sent events.
 * @param lastSeen the id of the last change that they know
 * @param signal of the request: aborted when the client is gone
 */
export async function openStream(
  caller: Caller,
  lastSeen: number | null,
  signal: AbortSignal,
): Promise<Response> {
  requirePlace(caller)
  const { body, watcher } = streamFor(caller)
  join(watcher)
  // Whoever leaves before the first byte is sent cancels nothing, and may have left already.
  signal.addEventListener('abort', () => dismiss(watcher))
  if (signal.aborted) dismiss(watcher)
  try {
    const { changes, newest } = await findMissed(lastSeen)
    const ready = `event: ready\nid: ${newest}\ndata: {"id":${newest}}\n\n`
    watcher.send(changes.map(toMessage).join('') + ready)
  } catch (error) {
    leave(watcher)
    throw error
  }
  return new Response(body, { headers })
}

function streamFor(caller: Caller) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  const watcher: Watcher = {
    caller,
    since: now(),
    send: (text) => {
      if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(text))
      leave(watcher)
      controller.error(new DOMException('The reader is too slow.', 'AbortError'))
    },
    end: () => controller.close(),
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given
      },
      cancel: () => leave(watcher),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_MAX }),
  )
  return { body, watcher }
}
