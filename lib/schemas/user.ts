import * as z from 'zod/mini'
import {
  changesSomething,
  emailSchema,
  instantSchema,
  nameSchema,
  problem,
  roleSchema,
} from '@/lib/schemas/fields'

/** What an administrator may change of a person. Never the password. */
export const updateUserSchema = z
  .strictObject({
    name: z.optional(nameSchema),
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
