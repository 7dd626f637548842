import * as z from 'zod/mini'
import { refusalReasons } from '@/lib/link-counts'
import { requestStates } from '@/lib/schemas/invite-request'
import type { Settings } from '@/lib/schemas/settings'
import type { PersonField } from '@/lib/schemas/signup'
import type { LinkShow } from '@/lib/signup-token-show'
import { inviteStates } from '@/lib/signup-token-state'

/**
 * What the API answers (WIRE §1, §3, §4). The functions that write answers are typed by these, and
 * /openapi.json is made from them. All are strict: a field that is not here is a leak.
 */

/** An instant as every answer writes it: UTC, with milliseconds. */
const instant = z.iso.datetime({ precision: 3 })
const id = z.int().check(z.positive())
const count = z.int().check(z.nonnegative())

/** What people gave of themselves when they signed up. */
const person = {
  name: z.string(),
  username: z.optional(z.string()),
  email: z.string(),
} satisfies Record<PersonField, z.ZodMiniType>

/** A person: the published `userSchema` of Unleash. */
export const userResponse = z.strictObject({
  id,
  ...person,
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

export type UserResponse = z.infer<typeof userResponse>

/** A person as administrators see them. */
export const adminUserResponse = z.extend(userResponse, { enabled: z.boolean() })

export type AdminUserResponse = z.infer<typeof adminUserResponse>

export const roleResponse = z.strictObject({
  id,
  name: z.string(),
  type: z.string(),
  description: z.string(),
})

export type RoleResponse = z.infer<typeof roleResponse>

/** How many there are in all, where it was asked: exactly, or `more` than `count`. */
const total = z.optional(z.strictObject({ count, more: z.boolean() }))

export const usersResponse = z.strictObject({
  users: z.array(adminUserResponse),
  rootRoles: z.array(roleResponse),
  nextCursor: z.nullable(id),
  total,
})

/** Who is asking, and what they may do. */
export const meResponse = z.strictObject({
  user: userResponse,
  permissions: z.array(z.strictObject({ permission: z.literal('ADMIN') })),
})

const member = { id, name: z.string(), username: z.optional(z.string()) }

/** An invite link: `publicSignupTokenSchema` of Unleash and what Foyer adds. */
export const signupTokenResponse = z.strictObject({
  secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{32}$/)),
  name: z.string(),
  url: z.string(),
  expiresAt: instant,
  enabled: z.boolean(),
  createdAt: instant,
  createdBy: z.string(),
  role: z.strictObject({ id, name: z.string(), type: z.string() }),
  users: z.array(z.strictObject(member)).check(z.maxLength(100)),
  state: z.enum(inviteStates),
  useCount: count,
  maxUses: z.nullable(id),
  startsAt: z.nullable(instant),
  /** Only of a link that was created with one. */
  key: z.optional(z.string()),
  /** What invitees see of it. */
  show: z.strictObject({ title: z.optional(z.string()) } satisfies Record<keyof LinkShow, unknown>),
})

export type SignupTokenResponse = z.infer<typeof signupTokenResponse>

export const signupTokensResponse = z.strictObject({
  tokens: z.array(signupTokenResponse),
  nextCursor: z.nullable(z.string()),
  total,
})

/** Who came through one link, newest first. */
export const membersResponse = z.strictObject({
  users: z.array(z.strictObject({ ...member, email: z.string(), joinedAt: instant })),
  nextCursor: z.nullable(id),
  total,
})

export type MembersResponse = z.infer<typeof membersResponse>

/** How often something happened. */
const steps = { opened: count, started: count, joined: count }

/** How one link does, in all and on each of the last 30 days (of UTC), oldest first. */
export const linkCountsResponse = z.strictObject({
  ...steps,
  refused: z.array(z.strictObject({ reason: z.enum(refusalReasons), count })),
  days: z.array(z.strictObject({ day: z.iso.date(), ...steps })),
})

export type LinkCountsResponse = z.infer<typeof linkCountsResponse>

/** Who asked for a new invite at one link, newest first. */
export const inviteRequestsResponse = z.strictObject({
  requests: z.array(z.strictObject({ id, email: z.string(), createdAt: instant })),
  nextCursor: z.nullable(id),
  total,
})

const linkOf = {
  id: z.string(),
  name: z.string(),
  state: z.enum(inviteStates),
  secret: z.string(),
}

/** An invite request, with the link at which it was made and the fresh link that answers it. */
export const anyRequestResponse = z.strictObject({
  id,
  email: z.string(),
  createdAt: instant,
  state: z.enum(requestStates),
  link: z.strictObject(linkOf),
  answeredAt: z.nullable(instant),
  answer: z.nullable(
    z.strictObject({ ...linkOf, url: z.string(), expiresAt: instant, useCount: count }),
  ),
})

export type AnyRequestResponse = z.infer<typeof anyRequestResponse>

/** Who asked for a new invite at any link, newest first. */
export const anyRequestsResponse = z.strictObject({
  requests: z.array(anyRequestResponse),
  nextCursor: z.nullable(id),
  total,
})

/** Which of the given requests changed. */
export const changedRequestsResponse = z.strictObject({ changed: z.array(id) })

/** What became of each link of a bulk change, in the order in which they were sent. */
export const bulkResponse = z.strictObject({
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

export type BulkResponse = z.infer<typeof bulkResponse>

/** Done, and nothing more to say. */
export const doneResponse = z.strictObject({})

/** The one answer in which a password reset's link stands. */
export const passwordResetResponse = z.strictObject({ url: z.string(), expiresAt: instant })

export type PasswordResetResponse = z.infer<typeof passwordResetResponse>

/** Reset links of a person that can still be used. Their secrets are shown once, when they are created. */
export const openResetsResponse = z.strictObject({
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

export type OpenResetResponse = z.infer<typeof openResetsResponse>['passwordResets'][number]

/** Who would be disabled by undoing a link, newest first, and who would not although they came by it. */
export const rollbackPreviewResponse = z.strictObject({
  since: instant,
  count,
  users: z.array(z.strictObject({ id, name: z.string(), email: z.string(), joinedAt: instant })),
  kept: z.array(
    z.strictObject({ id, name: z.string(), reason: z.enum(['yourself', 'lastAdmin']) }),
  ),
  nextCursor: z.nullable(id),
})

export type RollbackPreviewResponse = z.infer<typeof rollbackPreviewResponse>

/** Everyone who came through a link since some instant, disabled at one stroke. */
export const rollbackResponse = z.strictObject({
  id,
  since: instant,
  count,
  createdAt: instant,
  /** Until when it can be taken back. */
  revertibleUntil: instant,
  revertedAt: z.nullable(instant),
})

export type RollbackResponse = z.infer<typeof rollbackResponse>

export const rollbacksResponse = z.strictObject({
  reversals: z.array(rollbackResponse),
  nextCursor: z.nullable(id),
})

/** A personal API token, without its secret. */
export const apiTokenResponse = z.strictObject({
  id,
  description: z.string(),
  createdAt: instant,
  expiresAt: z.nullable(instant),
  seenAt: z.nullable(instant),
})

export type ApiTokenResponse = z.infer<typeof apiTokenResponse>

export const apiTokensResponse = z.strictObject({ tokens: z.array(apiTokenResponse) })

/** The one answer in which a personal token's secret stands. */
export const newApiTokenResponse = z.extend(apiTokenResponse, {
  secret: z.string().check(z.regex(/^user:[0-9a-f]{56}$/)),
})

export type NewApiTokenResponse = z.infer<typeof newApiTokenResponse>

/** Where a person is signed in. */
export const sessionsResponse = z.strictObject({
  sessions: z.array(
    z.strictObject({
      /** The public half of the cookie. */
      id: z.string(),
      /** Whether it is the one that asks. */
      current: z.boolean(),
      userAgent: z.nullable(z.string()),
      createdAt: instant,
      lastSeenAt: instant,
    }),
  ),
})

export type SessionResponse = z.infer<typeof sessionsResponse>['sessions'][number]

/** Something that happened. `type` is a text: history may hold types of other versions. */
export const eventResponse = z.strictObject({
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

export type EventResponse = z.infer<typeof eventResponse>

export const eventsResponse = z.strictObject({
  events: z.array(eventResponse),
  nextCursor: z.nullable(id),
  total,
})

const roleText = z.optional(z.string())
/** A change, as the stream tells of it: an event without its data. */
export const changeResponse = z.strictObject({
  id,
  type: z.string(),
  signupTokenId: z.nullable(z.string()),
  userId: z.nullable(id),
})

export type ChangeResponse = z.infer<typeof changeResponse>

/** What administrators have set of the instance. */
export const settingsResponse = z.strictObject({
  instanceName: z.string(),
  welcomeText: z.string(),
  contact: z.string(),
  languages: z.array(z.string()),
  linkDefaults: z.strictObject({ hours: id, rootRole: id, maxUses: z.nullable(id) }),
  accentColor: z.nullable(z.string().check(z.regex(/^#[0-9a-f]{6}$/))),
  roleDescriptions: z.strictObject({ 1: roleText, 2: roleText, 3: roleText }),
  corsOrigins: z.array(z.string()),
  /** Where the logo is. */
  logo: z.nullable(z.string().check(z.regex(/^\/logo\?v=\d+$/))),
  /** How far ahead a link can end: INVITE_MAX_LIFETIME_DAYS, which only the environment sets. */
  maxLifetimeDays: z.number(),
} satisfies Record<keyof Settings | 'logo' | 'maxLifetimeDays', unknown>)

export type SettingsResponse = z.infer<typeof settingsResponse>

/** What the command palette finds: the newest few of each. */
export const searchResponse = z.strictObject({
  links: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        state: z.enum(inviteStates),
        url: z.string(),
        expiresAt: instant,
      }),
    )
    .check(z.maxLength(5)),
  people: z
    .array(z.strictObject({ id, name: z.string(), email: z.string() }))
    .check(z.maxLength(5)),
})

export type SearchResponse = z.infer<typeof searchResponse>

export const healthResponse = z.strictObject({ health: z.literal('GOOD') })
