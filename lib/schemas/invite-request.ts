import * as z from 'zod/mini'
import { problem } from '@/lib/schemas/fields'

export const requestStates = ['open', 'answered', 'dismissed'] as const

export type RequestState = (typeof requestStates)[number]

/** Requests that one call changes at most. */
const MANY_MAX = 100

/** What an administrator sets; answered is what a fresh link makes it. */
const state = z.enum(['open', 'dismissed'], { error: problem('choiceUnknown') })

/** A change of one invite request. */
export const updateRequestSchema = z.strictObject({ state })

export type UpdateRequestInput = z.infer<typeof updateRequestSchema>

const id = z
  .int({ error: problem('requestsInvalid') })
  .check(
    z.positive({ error: problem('requestsInvalid') }),
    z.maximum(2_147_483_647, { error: problem('requestsInvalid') }),
  )

/** The same change of several. */
export const updateRequestsSchema = z.strictObject({
  state,
  ids: z
    .array(id, { error: problem('requestsInvalid') })
    .check(
      z.minLength(1, { error: problem('requestsInvalid') }),
      z.maxLength(MANY_MAX, { error: problem('requestsInvalid') }),
    ),
})

export type UpdateRequestsInput = z.infer<typeof updateRequestsSchema>
