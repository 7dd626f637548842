import * as z from 'zod/mini'
import {
  changesSomething,
  emailSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  problem,
  roleSchema,
} from '@/lib/schemas/fields'

/**
 * What an administrator may change of a person. Never the password. A name that stands may stay as it
 * is; the use case asks of a new one that it shows something.
 */
export const updateUserSchema = z
  .strictObject({
    name: z.optional(lineSchema),
    email: z.optional(emailSchema),
    rootRole: z.optional(roleSchema),
    enabled: z.optional(z.boolean({ error: problem('notBoolean') })),
  })
  .check(changesSomething())

export type UpdateUserInput = z.infer<typeof updateUserSchema>

/** A personal API token: what it is for, and when it ends. */
export const createApiTokenSchema = z.strictObject({
  description: nameSchema,
  expiresAt: instantSchema,
})

export type CreateApiTokenInput = z.infer<typeof createApiTokenSchema>
