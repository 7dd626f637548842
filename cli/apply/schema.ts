import * as z from 'zod/mini'
import type { Schemas } from '@/client/client'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import {
  createSignupTokenSchema,
  keySchema,
  updateSignupTokenSchema,
} from '@/lib/schemas/signup-token'

const { key: _, ...linkFields } = createSignupTokenSchema.shape

/** The whole file: links by their keys, and settings. */
export const fileSchema = z.strictObject({
  links: z.optional(
    z.record(
      keySchema,
      z.strictObject({
        ...linkFields,
        enabled: updateSignupTokenSchema.shape.enabled,
        revoked: z.optional(z.boolean({ error: 'notBoolean' })),
      }),
    ),
  ),
  settings: z.optional(updateSettingsSchema),
})

/** A link as the file declares it: the fields of a new link, and whether it is paused or revoked. */
export type DeclaredLink = Omit<Schemas['publicSignupTokenCreateSchema'], 'key'> & {
  enabled?: boolean
  revoked?: boolean
}

export type DeclaredSettings = Schemas['updateSettingsSchema']

/** What a file declares, as the API takes it: YAML has no `undefined`. */
export type Declared = { links?: Record<string, DeclaredLink>; settings?: DeclaredSettings }
