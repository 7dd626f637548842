import * as z from 'zod/mini'
import { problem, text } from '@/lib/schemas/fields'

// A host, and perhaps a port: nothing that the URL parser would cut off or take for something else.
const shape = /^https?:\/\/(?:[\p{L}\p{M}\p{N}_.。．｡-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/iu

/** Where http is as safe as https: it does not leave the machine. */
const ownMachine = ['localhost', '127.0.0.1', '[::1]']

/** As browsers write it in `Origin`. What is no origin comes back as it is, and fails `isOrigin`. */
function normaliseOrigin(value: string): string {
  return shape.test(value) && URL.canParse(value) ? new URL(value).origin : value
}

function isOrigin(value: string): boolean {
  if (!shape.test(value) || !URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || ownMachine.includes(hostname)
}

/** The origin of a website: scheme, host and perhaps a port. http only on the own machine. */
export const originSchema = text('originsInvalid', 'originsInvalid').check(
  z.overwrite(normaliseOrigin),
  z.refine(isOrigin, { error: problem('originsInvalid') }),
)
