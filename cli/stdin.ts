import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

/** All of standard input. */
export async function readStdin(): Promise<string> {
  return await text(process.stdin)
}

/** One line of standard input; null where it ends before one. */
export async function readLine(): Promise<string | null> {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) return line
  return null
}
