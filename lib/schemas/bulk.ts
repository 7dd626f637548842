import * as z from 'zod/mini'
import { instantSchema, problem, text } from '@/lib/schemas/fields'

const bulkActions = ['pause', 'resume', 'revoke', 'restore', 'extend'] as const

/** Links that one call changes at most. */
const BULK_MAX = 1000

const links = z
  .array(text('notText', 'linksInvalid'), { error: problem('linksInvalid') })
  .check(
    z.minLength(1, { error: problem('linksInvalid') }),
    z.maxLength(BULK_MAX, { error: problem('linksInvalid') }),
  )

const ends = z.array(instantSchema, { error: problem('endsInvalid') })

/**
 * One change of many links. `tokens` names them by token or by id. `extend` needs one new end for all
 * (`expiresAt`), or one for each (`ends`), with which it is taken back.
 */
export const bulkSchema = z
  .strictObject({
    tokens: links,
    action: z.enum(bulkActions, { error: problem('actionUnknown') }),
    expiresAt: z.optional(instantSchema),
    ends: z.optional(ends),
  })
  .check(
    z.refine(
      ({ action, expiresAt, ends: each }) =>
        action !== 'extend' || (expiresAt === undefined) !== (each === undefined),
      { error: problem('required'), path: ['expiresAt'] },
    ),
    z.refine(({ tokens, ends: each }) => each === undefined || each.length === tokens.length, {
      error: problem('endsInvalid'),
      path: ['ends'],
    }),
  )

export type BulkInput = z.infer<typeof bulkSchema>
