import * as z from 'zod/mini'
import {
  changesSomething,
  instantSchema,
  nameSchema,
  problem,
  roleSchema,
  text,
} from '@/lib/schemas/fields'
import type { LinkShow } from '@/lib/signup-token-show'

/** How many may join by a link; null for no limit. */
export const maxUsesSchema = z.nullable(
  z
    .int({ error: problem('maxUsesInvalid') })
    .check(
      z.minimum(1, { error: problem('maxUsesInvalid') }),
      z.maximum(100_000, { error: problem('maxUsesInvalid') }),
    ),
)

/** A title in public: a name of at most 100 characters. */
export const titleSchema = nameSchema.check(
  z.refine((title) => [...title].length <= 100, { error: problem('textTooLong') }),
)

/** What invitees see of a link; null takes a member away. */
const showSchema = z.strictObject({
  title: z.optional(z.nullable(titleSchema)),
} satisfies Record<keyof LinkShow, unknown>)

/** The name under which a file declares a link: for programs, and unique. */
export const keySchema = text('keyInvalid', 'keyInvalid').check(
  z.refine((key) => /^[A-Za-z0-9._-]{1,64}$/.test(key), { error: problem('keyInvalid') }),
)

/** A new invite link (WIRE §4). Unleash's `publicSignupTokenCreateSchema` and what Foyer adds. */
export const createSignupTokenSchema = z.strictObject({
  name: nameSchema,
  expiresAt: instantSchema,
  maxUses: z.optional(maxUsesSchema),
  startsAt: z.optional(z.nullable(instantSchema)),
  rootRole: z.optional(roleSchema),
  show: z.optional(showSchema),
  key: z.optional(keySchema),
})

export type CreateSignupTokenInput = z.infer<typeof createSignupTokenSchema>

/** A change of a link: any of its fields, at least one. */
export const updateSignupTokenSchema = z
  .strictObject({
    expiresAt: z.optional(instantSchema),
    enabled: z.optional(z.boolean({ error: problem('notBoolean') })),
    name: z.optional(nameSchema),
    maxUses: z.optional(maxUsesSchema),
    startsAt: z.optional(z.nullable(instantSchema)),
    rootRole: z.optional(roleSchema),
    show: z.optional(showSchema),
    revoked: z.optional(z.literal(false, { error: problem('revokedInvalid') })),
  })
  .check(changesSomething())

export type UpdateSignupTokenInput = z.infer<typeof updateSignupTokenSchema>

/** Undoing a link: everyone since when, and whether to pause it so that nobody new comes in. */
export const createReversalSchema = z.strictObject({
  since: z.optional(instantSchema),
  pause: z.optional(z.boolean({ error: problem('notBoolean') })),
})

export type CreateRollbackInput = z.infer<typeof createReversalSchema>
