import type {
  AnyRequestResponse,
  ApiTokenResponse,
  SessionResponse,
  SignupTokenResponse,
  UserResponse,
} from '@/lib/schemas/responses'
import { exampleToken } from './paths'

/** A password as an example: long enough, and nobody's. */
export const examplePassword = 'a long example passphrase'

export const exampleUser = {
  id: 42,
  name: 'Ada Lovelace',
  username: 'ada',
  email: 'ada@example.org',
  imageUrl:
    'https://gravatar.com/avatar/0000000000000000000000000000000000000000000000000000000000000000?s=42&d=retro&r=g',
  loginAttempts: 0,
  emailSent: false,
  rootRole: 3,
  seenAt: null,
  createdAt: '2030-01-15T09:30:00.000Z',
  accountType: 'User',
  permissions: [],
  scimId: null,
  seatType: null,
  companyRole: null,
  productUpdatesEmailConsent: null,
  activeSessions: 1,
  deletedSessions: 0,
} satisfies UserResponse

export const exampleAdminUser = { ...exampleUser, enabled: true }

export const exampleLink = {
  secret: exampleToken,
  name: 'Rowing club, spring',
  url: `https://foyer.example.org/invite/${exampleToken}`,
  expiresAt: '2030-01-31T18:00:00.000Z',
  enabled: true,
  createdAt: '2030-01-14T08:00:00.000Z',
  createdBy: 'grace@example.org',
  role: { id: 3, name: 'Viewer', type: 'root' },
  users: [{ id: 42, name: 'Ada Lovelace', username: 'ada' }],
  state: 'open',
  useCount: 1,
  maxUses: 20,
  startsAt: null,
  show: { title: 'Rowing club' },
} satisfies SignupTokenResponse

export const exampleRequest = {
  id: 7,
  email: 'late@example.org',
  createdAt: '2030-02-01T07:15:00.000Z',
  state: 'open',
  link: {
    id: '0123456789abcdef',
    name: 'Rowing club, spring',
    state: 'expired',
    secret: exampleToken,
  },
  answeredAt: null,
  answer: null,
} satisfies AnyRequestResponse

/** A list that has no further page. */
export const lastPage = { nextCursor: null }

export const exampleApiToken = {
  id: 3,
  description: 'Backup script',
  createdAt: '2030-01-15T09:30:00.000Z',
  expiresAt: '2030-06-30T00:00:00.000Z',
  seenAt: '2030-01-20T03:00:00.000Z',
} satisfies ApiTokenResponse

export const exampleSession = {
  id: 'EXAMPLE-SESSION-ID',
  current: true,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  createdAt: '2030-01-15T09:30:00.000Z',
  lastSeenAt: '2030-01-15T11:05:00.000Z',
} satisfies SessionResponse
