import { passwordResetSchema } from '@/lib/schemas/account'
import { loginSchema } from '@/lib/schemas/login'
import {
  apiTokensResponse,
  doneResponse,
  meResponse,
  newApiTokenResponse,
  sessionsResponse,
  userResponse,
} from '@/lib/schemas/responses'
import { createApiTokenSchema } from '@/lib/schemas/user'
import { exampleApiToken, examplePassword, exampleSession, exampleUser } from './examples'
import { operation } from './operation'
import { text } from './parameters'
import { apiTokenId, resetToken, sessionId } from './paths'

export const signIn = operation({
  id: 'login',
  tag: 'Auth',
  method: 'POST',
  path: '/auth/simple/login',
  access: 'public',
  summary: 'Sign in with email or username and password',
  body: loginSchema,
  success: {
    status: 200,
    description: 'The person, signed in.',
    schema: userResponse,
    headers: ['Set-Cookie'],
  },
  errors: ['PasswordMismatch', 'RateLimitError'],
  example: {
    body: { username: 'grace@example.org', password: examplePassword },
    answer: { ...exampleUser, name: 'Grace Hopper', username: 'grace', email: 'grace@example.org' },
  },
})

export const signOut = operation({
  id: 'logout',
  tag: 'Auth',
  method: 'POST',
  path: '/logout',
  access: 'caller',
  endsAccess: true,
  summary: 'Sign out',
  query: {
    next: {
      ...text('The path on this instance to redirect to, in place of the sign-in page.'),
      example: '/login?next=%2Faccount',
    },
  },
  success: {
    status: 302,
    description: 'A redirect to the sign-in page, or to `next`.',
    headers: ['Location', 'Set-Cookie', 'Clear-Site-Data'],
  },
})

export const resetPassword = operation({
  id: 'resetPassword',
  tag: 'Auth',
  method: 'POST',
  path: '/reset/{token}/password',
  params: { token: resetToken },
  access: 'public',
  summary: 'Set a new password through a one-time link',
  description:
    'Ends every session, API token and reset link of the person, and opens a session. An HTML form gets a redirect instead of the response and of every error.',
  body: passwordResetSchema,
  takesForm: true,
  success: {
    status: 200,
    description: 'The password is set and the person is signed in.',
    schema: doneResponse,
    headers: ['Set-Cookie'],
  },
  others: [
    {
      status: 303,
      description:
        'For an HTML form: a redirect to the account page, or back to the form with its errors.',
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [['NotFoundError', 'The link is unknown, was used, or has ended.'], 'RateLimitError'],
  example: { body: { password: examplePassword }, answer: {} },
})

export const getMe = operation({
  id: 'getMe',
  tag: 'Users',
  method: 'GET',
  path: '/api/admin/user',
  access: 'person',
  summary: 'Read who you are and what you may do',
  success: { status: 200, description: 'You.', schema: meResponse },
  example: { answer: { user: exampleUser, permissions: [{ permission: 'ADMIN' }] } },
})

export const listOwnSessions = operation({
  id: 'getOwnSessions',
  tag: 'Users',
  method: 'GET',
  path: '/api/admin/user/sessions',
  access: 'person',
  summary: 'List where you are signed in',
  success: {
    status: 200,
    description: 'Your sessions, last used first.',
    schema: sessionsResponse,
  },
  example: { answer: { sessions: [exampleSession] } },
})

export const endOwnSession = operation({
  id: 'endOwnSession',
  tag: 'Users',
  method: 'DELETE',
  path: '/api/admin/user/sessions/{id}',
  params: { id: sessionId },
  access: 'session',
  endsAccess: true,
  summary: 'End one of your own sessions',
  description: 'Ending the current one signs you out.',
  success: {
    status: 200,
    description: 'Ended. The response is empty.',
    maybe: ['Set-Cookie', 'Clear-Site-Data'],
  },
  errors: ['NotFoundError'],
})

const pats = { tag: 'Personal access tokens' } as const

export const listOwnTokens = operation({
  ...pats,
  id: 'getPats',
  method: 'GET',
  path: '/api/admin/user/tokens',
  access: 'person',
  summary: 'List your personal API tokens',
  success: { status: 200, description: 'Your tokens, newest first.', schema: apiTokensResponse },
  example: { answer: { tokens: [exampleApiToken] } },
})

export const createOwnToken = operation({
  ...pats,
  id: 'createPat',
  method: 'POST',
  path: '/api/admin/user/tokens',
  access: 'session',
  summary: 'Create a personal API token',
  description:
    'The secret is in this response only. A token lasts at most 365 days; a later end is shortened, and the response has the actual one. A person has at most 50 tokens. A token cannot create tokens.',
  body: createApiTokenSchema,
  success: { status: 201, description: 'The token and its secret.', schema: newApiTokenResponse },
  errors: [['NameExistsError', 'You already have a token with this description.']],
  example: {
    body: { description: 'Backup script', expiresAt: '2030-06-30T00:00:00Z' },
    answer: { ...exampleApiToken, seenAt: null, secret: `user:${'0'.repeat(56)}` },
  },
})

export const deleteOwnToken = operation({
  ...pats,
  id: 'deletePat',
  method: 'DELETE',
  path: '/api/admin/user/tokens/{id}',
  params: { id: apiTokenId },
  access: 'person',
  endsAccess: true,
  summary: 'Revoke one of your personal API tokens',
  success: { status: 200, description: 'Deleted. The response is empty.' },
  errors: ['NotFoundError'],
})
