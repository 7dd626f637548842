import * as z from 'zod/mini'
import { inviteStates } from '@/lib/signup-token-state'

/**
 * What the API answers (WIRE §1, §3, §4). The functions that write answers are typed by these, and
 * /openapi.json is made from them. All are strict: a field that is not here is a leak.
 */

/** An instant as every answer writes it: UTC, with milliseconds. */
const instant = z.iso.datetime({ precision: 3 })
const id = z.int().check(z.positive())
const count = z.int().check(z.nonnegative())

/** A person: the published `userSchema` of Unleash. */
export const userAnswer = z.strictObject({
  id,
  name: z.string(),
  username: z.optional(z.string()),
  email: z.string(),
  imageUrl: z.string(),
  loginAttempts: count,
  emailSent: z.boolean(),
  rootRole: id,
  seenAt: z.nullable(instant),
  createdAt: instant,
  accountType: z.literal('User'),
  permissions: z.array(z.string()).check(z.maxLength(0)),
  scimId: z.null(),
  seatType: z.null(),
  companyRole: z.null(),
  productUpdatesEmailConsent: z.null(),
  activeSessions: count,
  deletedSessions: count,
})

export type UserAnswer = z.infer<typeof userAnswer>

/** A person as administrators see them. */
export const adminUserAnswer = z.extend(userAnswer, { enabled: z.boolean() })

export type AdminUserAnswer = z.infer<typeof adminUserAnswer>

export const roleAnswer = z.strictObject({
  id,
  name: z.string(),
  type: z.string(),
  description: z.string(),
})

export type RoleAnswer = z.infer<typeof roleAnswer>

export const usersAnswer = z.strictObject({
  users: z.array(adminUserAnswer),
  rootRoles: z.array(roleAnswer),
  nextCursor: z.nullable(id),
})

/** Who is asking, and what they may do. */
export const meAnswer = z.strictObject({
  user: userAnswer,
  permissions: z.array(z.strictObject({ permission: z.literal('ADMIN') })),
})

const joiner = { id, name: z.string(), username: z.optional(z.string()) }

/** An invite link: `publicSignupTokenSchema` of Unleash and what Foyer adds. */
export const signupTokenAnswer = z.strictObject({
  secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{32}$/)),
  name: z.string(),
  url: z.string(),
  expiresAt: instant,
  enabled: z.boolean(),
  createdAt: instant,
  createdBy: z.string(),
  role: z.strictObject({ id, name: z.string(), type: z.string() }),
  users: z.array(z.strictObject(joiner)).check(z.maxLength(100)),
  state: z.enum(inviteStates),
  useCount: count,
  maxUses: z.nullable(id),
  startsAt: z.nullable(instant),
})

export type SignupTokenAnswer = z.infer<typeof signupTokenAnswer>

export const signupTokensAnswer = z.strictObject({
  tokens: z.array(signupTokenAnswer),
  nextCursor: z.nullable(z.string()),
})

/** Who came through one link, newest first. */
export const joinersAnswer = z.strictObject({
  users: z.array(z.strictObject({ ...joiner, email: z.string(), joinedAt: instant })),
  nextCursor: z.nullable(id),
})

export type JoinersAnswer = z.infer<typeof joinersAnswer>

/** Who asked for a new invite at one link, newest first. */
export const inviteRequestsAnswer = z.strictObject({
  requests: z.array(z.strictObject({ id, email: z.string(), createdAt: instant })),
  nextCursor: z.nullable(id),
})

export type InviteRequestsAnswer = z.infer<typeof inviteRequestsAnswer>

/** What became of each link of a bulk change, in the order in which they were sent. */
export const bulkAnswer = z.strictObject({
  results: z.array(
    z.strictObject({
      token: z.string(),
      result: z.enum(['changed', 'unchanged', 'refused', 'missing']),
      /** Why it was refused. */
      reason: z.nullable(z.string()),
      /** When it ended before this change; for taking an extension back. */
      endedBefore: z.nullable(instant),
    }),
  ),
})

export type BulkAnswer = z.infer<typeof bulkAnswer>

/** Done, and nothing more to say. */
export const doneAnswer = z.strictObject({})

/** The one answer in which a password reset's link stands. */
export const passwordResetAnswer = z.strictObject({ url: z.string(), expiresAt: instant })

export type PasswordResetAnswer = z.infer<typeof passwordResetAnswer>

/** Reset links of a person that can still be used. Their secrets are shown once, when they are created. */
export const openResetsAnswer = z.strictObject({
  passwordResets: z.array(
    z.strictObject({
      /** The public half of the link. */
      id: z.string(),
      createdAt: instant,
      expiresAt: instant,
      /** The administrator's email address or the API token's name; null where it is not known. */
      createdBy: z.nullable(z.string()),
    }),
  ),
})

export type OpenResetAnswer = z.infer<typeof openResetsAnswer>['passwordResets'][number]

/** Who would be disabled by undoing a link, newest first, and who would not although they came by it. */
export const reversalPreviewAnswer = z.strictObject({
  since: instant,
  count,
  users: z.array(z.strictObject({ id, name: z.string(), email: z.string(), joinedAt: instant })),
  kept: z.array(
    z.strictObject({ id, name: z.string(), reason: z.enum(['yourself', 'lastAdmin']) }),
  ),
  nextCursor: z.nullable(id),
})

export type ReversalPreviewAnswer = z.infer<typeof reversalPreviewAnswer>

/** Everyone who came through a link since some instant, disabled at one stroke. */
export const reversalAnswer = z.strictObject({
  id,
  since: instant,
  count,
  createdAt: instant,
  /** Until when it can be taken back. */
  revertibleUntil: instant,
  revertedAt: z.nullable(instant),
})

export type ReversalAnswer = z.infer<typeof reversalAnswer>

export const reversalsAnswer = z.strictObject({
  reversals: z.array(reversalAnswer),
  nextCursor: z.nullable(id),
})

/** A personal API token, without its secret. */
export const apiTokenAnswer = z.strictObject({
  id,
  description: z.string(),
  createdAt: instant,
  expiresAt: z.nullable(instant),
  seenAt: z.nullable(instant),
})

export type ApiTokenAnswer = z.infer<typeof apiTokenAnswer>

export const apiTokensAnswer = z.strictObject({ tokens: z.array(apiTokenAnswer) })

/** The one answer in which a personal token's secret stands. */
export const newApiTokenAnswer = z.extend(apiTokenAnswer, {
  secret: z.string().check(z.regex(/^user:[0-9a-f]{56}$/)),
})

export type NewApiTokenAnswer = z.infer<typeof newApiTokenAnswer>

/** Something that happened. `type` is a text: history may hold types of other versions. */
export const eventAnswer = z.strictObject({
  id,
  type: z.string(),
  createdAt: instant,
  createdBy: z.string(),
  createdByUserId: z.nullable(id),
  user: z.nullable(z.strictObject({ id, email: z.nullable(z.string()) })),
  token: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  data: z.unknown(),
  /** Where it came from: null where the app did it, or once EVENT_ADDRESS_DAYS are over. */
  address: z.nullable(z.string()),
  userAgent: z.nullable(z.string()),
})

export type EventAnswer = z.infer<typeof eventAnswer>

export const eventsAnswer = z.strictObject({
  events: z.array(eventAnswer),
  nextCursor: z.nullable(id),
})

/** What administrators have set of the instance. */
export const settingsAnswer = z.strictObject({
  instanceName: z.string(),
  welcomeText: z.string(),
  contact: z.string(),
  languages: z.array(z.string()),
  linkDefaults: z.strictObject({ hours: id, rootRole: id, maxUses: z.nullable(id) }),
})

export type SettingsAnswer = z.infer<typeof settingsAnswer>

/** What the command palette finds: the newest few of each. */
export const searchAnswer = z.strictObject({
  links: z
    .array(z.strictObject({ id: z.string(), name: z.string(), state: z.enum(inviteStates) }))
    .check(z.maxLength(5)),
  people: z
    .array(z.strictObject({ id, name: z.string(), email: z.string() }))
    .check(z.maxLength(5)),
})

export type SearchAnswer = z.infer<typeof searchAnswer>

export const healthAnswer = z.strictObject({ health: z.literal('GOOD') })
