import type { NotesOf } from './notes'
import { page } from './notes-shared'

type Answer =
  | 'userSchema'
  | 'adminUserSchema'
  | 'adminUsersSchema'
  | 'roleSchema'
  | 'meSchema'
  | 'patSchema'
  | 'patsSchema'
  | 'newPatSchema'
  | 'sessionsSchema'
  | 'passwordResetSchema'
  | 'openPasswordResetsSchema'

const never = 'Always null; kept for programs written for Unleash.'

const user = {
  id: "The person's id.",
  name: "The person's name.",
  username: 'A second name to sign in with; absent if there is none.',
  email: 'The address to sign in with.',
  imageUrl: 'The address of a picture of the person, from the hash of their email address.',
  loginAttempts: 'How many attempts to sign in failed since the last one that succeeded.',
  emailSent: 'Always `false`: Foyer sends no email.',
  rootRole: 'The number of the role: 1 Admin, 2 Editor, 3 Viewer.',
  seenAt: 'When the person was last active; null if never.',
  createdAt: 'When the account was created.',
  accountType: 'Always `User`.',
  permissions: 'Always empty; see `rootRole`.',
  scimId: never,
  seatType: never,
  companyRole: never,
  productUpdatesEmailConsent: never,
  activeSessions: 'In how many browsers the person is signed in.',
  deletedSessions: 'How many sessions this request has ended.',
} as const

const token = {
  id: 'The id of the token.',
  description: 'What the token is for.',
  createdAt: 'When the token was created.',
  expiresAt: 'When the token ends; null if it does not.',
  seenAt: 'When the token was last used; null if never.',
} as const

/** What answers say of people and of what belongs to them. */
export const accountNotes: NotesOf<Answer> = {
  userSchema: ['A person.', user],
  adminUserSchema: [
    'A person as administrators see them.',
    { ...user, enabled: 'Whether the person can sign in.' },
  ],
  adminUsersSchema: [
    'A page of people.',
    {
      users: 'The people.',
      rootRoles: 'All roles that people can have.',
      ...page,
    },
  ],
  roleSchema: [
    'A role.',
    {
      id: 'The number of the role.',
      name: 'The name of the role.',
      type: 'Always `root`.',
      description: 'What people with the role may do.',
    },
  ],
  meSchema: [
    'Who you are and what you may do.',
    {
      user: 'You.',
      permissions: [
        'Your permissions; empty for an Editor or Viewer.',
        { permission: 'Always `ADMIN`.' },
      ],
    },
  ],
  patSchema: ['A personal API token, without its secret.', token],
  patsSchema: ['Personal API tokens.', { tokens: 'The tokens, newest first.' }],
  newPatSchema: [
    'A new personal API token.',
    { ...token, secret: 'The token itself. It is in this response only.' },
  ],
  sessionsSchema: [
    'Where a person is signed in.',
    {
      sessions: [
        'The sessions, last used first.',
        {
          id: 'The id of the session. It is no secret.',
          current: 'Whether this request belongs to it.',
          userAgent: 'The browser, as it names itself; null if it does not.',
          createdAt: 'When the person signed in.',
          lastSeenAt: 'When the session was last used.',
        },
      ],
    },
  ],
  passwordResetSchema: [
    'A password reset link.',
    {
      url: 'The address to give to the person. It is in this response only and works once.',
      expiresAt: 'When the link ends.',
    },
  ],
  openPasswordResetsSchema: [
    'Password reset links that can still be used.',
    {
      passwordResets: [
        'The links, without their secrets.',
        {
          id: 'The id of the link. It is no secret.',
          createdAt: 'When the link was created.',
          expiresAt: 'When the link ends.',
          createdBy:
            "Who created it: an administrator's email address or the name of an API token; null if that is not known.",
        },
      ],
    },
  ],
}
