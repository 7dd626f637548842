import * as z from 'zod/mini'
import { inviteRequestSchema, passwordResetSchema } from '@/lib/schemas/account'
import { bulkSchema } from '@/lib/schemas/bulk'
import { errorBody, problemBody } from '@/lib/schemas/errors'
import {
  emailSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  roleSchema,
  usernameSchema,
} from '@/lib/schemas/fields'
import { loginSchema } from '@/lib/schemas/login'
import {
  adminUserResponse,
  apiTokenResponse,
  apiTokensResponse,
  bulkResponse,
  doneResponse,
  eventResponse,
  eventsResponse,
  healthResponse,
  inviteRequestsResponse,
  membersResponse,
  meResponse,
  newApiTokenResponse,
  openResetsResponse,
  passwordResetResponse,
  roleResponse,
  rollbackPreviewResponse,
  rollbackResponse,
  rollbacksResponse,
  searchResponse,
  settingsResponse,
  signupTokenResponse,
  signupTokensResponse,
  userResponse,
  usersResponse,
} from '@/lib/schemas/responses'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import { signupSchema } from '@/lib/schemas/signup'
import {
  createReversalSchema,
  createSignupTokenSchema,
  updateSignupTokenSchema,
} from '@/lib/schemas/signup-token'
import { createApiTokenSchema, updateUserSchema } from '@/lib/schemas/user'

/** Every schema of the document by name; Unleash's name if Unleash has the same schema. */
const named = {
  createInvitedUserSchema: signupSchema,
  userSchema: userResponse,
  publicSignupTokenSchema: signupTokenResponse,
  publicSignupTokensSchema: signupTokensResponse,
  publicSignupTokenCreateSchema: createSignupTokenSchema,
  publicSignupTokenUpdateSchema: updateSignupTokenSchema,
  publicSignupTokenUsersSchema: membersResponse,
  bulkSchema,
  bulkResultsSchema: bulkResponse,
  inviteRequestSchema,
  inviteRequestsSchema: inviteRequestsResponse,
  doneSchema: doneResponse,
  loginSchema,
  meSchema: meResponse,
  createPatSchema: createApiTokenSchema,
  patSchema: apiTokenResponse,
  patsSchema: apiTokensResponse,
  newPatSchema: newApiTokenResponse,
  adminUserSchema: adminUserResponse,
  adminUsersSchema: usersResponse,
  updateUserSchema,
  roleSchema: roleResponse,
  settingsSchema: settingsResponse,
  updateSettingsSchema,
  searchSchema: searchResponse,
  eventSchema: eventResponse,
  eventsSchema: eventsResponse,
  healthCheckSchema: healthResponse,
  passwordResetSchema: passwordResetResponse,
  openPasswordResetsSchema: openResetsResponse,
  setPasswordSchema: passwordResetSchema,
  createReversalSchema,
  reversalSchema: rollbackResponse,
  reversalsSchema: rollbacksResponse,
  reversalPreviewSchema: rollbackPreviewResponse,
  errorSchema: errorBody,
  problemSchema: problemBody,
} as const

export type SchemaName = keyof typeof named

type Note = { description?: string; examples?: unknown[]; format?: string; minProperties?: number }

/** Rules that JSON Schema cannot express. */
const notes = z
  .registry<Note>()
  .add(emailSchema, {
    description:
      'An email address. It is trimmed and lower-cased; an international domain is stored as A-labels.',
    examples: ['ada@example.org'],
  })
  .add(lineSchema, {
    description: '1 to 255 characters after trimming, without control characters.',
  })
  .add(nameSchema, {
    description:
      '1 to 255 characters after trimming, without control characters, with at least one letter, digit or emoji.',
  })
  .add(usernameSchema, {
    description:
      'At most 255 characters, without @, with at least one letter, digit or emoji. An empty one counts as absent.',
  })
  .add(signupSchema.shape.password, {
    description:
      'Not too short, not a common password, not your name. No rule requires certain kinds of characters.',
  })
  .add(instantSchema, {
    description: 'RFC 3339 with a time zone.',
    format: 'date-time',
    examples: ['2030-01-31T18:00:00Z'],
  })
  .add(roleSchema, {
    description: 'A role by number or name: 1 Admin, 2 Editor, 3 Viewer.',
    examples: [3, 'Viewer'],
  })
  .add(updateSignupTokenSchema, { description: 'At least one field.', minProperties: 1 })
  .add(updateSettingsSchema, { description: 'At least one field.', minProperties: 1 })
  .add(updateUserSchema, { description: 'At least one field.', minProperties: 1 })

type Json = z.core.JSONSchema.BaseSchema

/** Removes bounds that only mean "a JavaScript number", and unreadable patterns. */
function simplify({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
  if (jsonSchema.format === 'date-time' && jsonSchema.pattern) jsonSchema.pattern = '\\.\\d{3}Z$'
}

/** The schemas that check requests and type responses, as `#/components/schemas`. */
export function schemaComponents(): Record<string, Json> {
  const components = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) components.add(schema, { id })
  const { schemas } = z.toJSONSchema(components, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    metadata: notes,
    override: simplify,
  })
  const plain = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...rest }]) => [id, rest])
  return Object.fromEntries(plain)
}
