import * as z from 'zod/mini'
import { problem } from '@/lib/schemas/fields'

/** Whether a reader found a page of the documentation helpful. */
export const docsVoteSchema = z.strictObject({
  helpful: z.enum(['yes', 'no'], { error: problem('choiceUnknown') }),
})
