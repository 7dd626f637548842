import { roles } from '@/lib/roles'
import {
  adminUserResponse,
  apiTokensResponse,
  openResetsResponse,
  passwordResetResponse,
  sessionsResponse,
  usersResponse,
} from '@/lib/schemas/responses'
import { updateUserSchema } from '@/lib/schemas/user'
import { exampleAdminUser, exampleApiToken, exampleSession, lastPage } from './examples'
import { parametersOf, usersQuery } from './lists'
import { operation } from './operation'
import { apiTokenId, personId, resetId, sessionId } from './paths'

const all = { tag: 'Users', access: 'admin' } as const
const one = { ...all, params: { id: personId }, errors: ['NotFoundError'] } as const

/** Signs somebody out or takes a way in: in an emergency there may be many. */
const ending = { endsAccess: true } as const

function person(description: string) {
  return { status: 200, description, schema: adminUserResponse, headers: ['ETag'] } as const
}

export const listUsers = operation({
  ...all,
  id: 'getUsers',
  method: 'GET',
  path: '/api/admin/user-admin',
  summary: 'List people, newest first',
  description: 'Filters are combined with AND; an empty one counts as absent.',
  query: parametersOf(usersQuery),
  success: { status: 200, description: 'People and the roles.', schema: usersResponse },
  example: {
    answer: {
      users: [exampleAdminUser],
      rootRoles: roles.map(({ id, name, can }) => ({ id, name, type: 'root', description: can })),
      ...lastPage,
    },
  },
})

export const getUser = operation({
  ...one,
  id: 'getUser',
  method: 'GET',
  path: '/api/admin/user-admin/{id}',
  summary: 'Read a person',
  success: person('The person.'),
  example: { answer: exampleAdminUser },
})

export const updateUser = operation({
  ...one,
  id: 'updateUser',
  method: 'PUT',
  path: '/api/admin/user-admin/{id}',
  summary: 'Change a person',
  description:
    'Changing the role or disabling the account ends all sessions, API tokens and password reset links of the person; changing the email address ends the reset links. A personal API token may change neither the role nor the email address of an administrator.',
  headers: ['If-Match'],
  body: updateUserSchema,
  success: person('The person as they are now.'),
  errors: ['NotFoundError', 'NameExistsError', 'LastAdminError', 'StaleError'],
  example: {
    body: { name: 'Ada King', rootRole: 'Editor' },
    answer: { ...exampleAdminUser, name: 'Ada King', rootRole: 2 },
  },
})

export const deleteUser = operation({
  ...one,
  id: 'deleteUser',
  method: 'DELETE',
  path: '/api/admin/user-admin/{id}',
  summary: 'Delete a person and all their personal data',
  description: 'A personal API token may not delete an administrator.',
  headers: ['If-Match'],
  success: { status: 200, description: 'Deleted. The response is empty.' },
  errors: ['NotFoundError', 'LastAdminError', 'StaleError'],
})

export const listUserSessions = operation({
  ...one,
  id: 'getUserSessions',
  method: 'GET',
  path: '/api/admin/user-admin/{id}/sessions',
  summary: 'List where a person is signed in',
  success: {
    status: 200,
    description: 'Their sessions, last used first.',
    schema: sessionsResponse,
  },
  example: { answer: { sessions: [{ ...exampleSession, current: false }] } },
})

export const endUserSessions = operation({
  ...one,
  ...ending,
  id: 'endUserSessions',
  method: 'DELETE',
  path: '/api/admin/user-admin/{id}/sessions',
  summary: 'Sign a person out everywhere',
  description: 'This also ends their API tokens and password reset links.',
  success: { status: 200, description: 'Signed out everywhere. The response is empty.' },
})

export const endUserSession = operation({
  ...one,
  ...ending,
  id: 'endUserSession',
  method: 'DELETE',
  path: '/api/admin/user-admin/{id}/sessions/{itemId}',
  params: { id: personId, itemId: sessionId },
  summary: 'End one session of a person',
  success: { status: 200, description: 'Ended. The response is empty.' },
})

export const createPasswordReset = operation({
  ...one,
  id: 'createPasswordReset',
  method: 'POST',
  path: '/api/admin/user-admin/{id}/password-reset',
  summary: 'Create a password reset link for a person',
  description:
    'It works once, for 24 hours, and is in this response only. Older links end, and so does this one when its creator is no longer an administrator. A personal API token may not create one for an administrator.',
  success: { status: 201, description: 'The link.', schema: passwordResetResponse },
  example: {
    answer: {
      url: 'https://foyer.example.org/reset/EXAMPLE0ID.EXAMPLE-SECRET-OF-A-RESET-LINK',
      expiresAt: '2030-01-16T09:30:00.000Z',
    },
  },
})

export const listPasswordResets = operation({
  ...one,
  id: 'getPasswordResets',
  method: 'GET',
  path: '/api/admin/user-admin/{id}/password-resets',
  summary: 'List the password reset links of a person that can still be used',
  success: {
    status: 200,
    description: 'The links, without their secrets.',
    schema: openResetsResponse,
  },
  example: {
    answer: {
      passwordResets: [
        {
          id: 'EXAMPLE0ID',
          createdAt: '2030-01-15T09:30:00.000Z',
          expiresAt: '2030-01-16T09:30:00.000Z',
          createdBy: 'grace@example.org',
        },
      ],
    },
  },
})

export const deletePasswordReset = operation({
  ...one,
  ...ending,
  id: 'deletePasswordReset',
  method: 'DELETE',
  path: '/api/admin/user-admin/{id}/password-resets/{itemId}',
  params: { id: personId, itemId: resetId },
  summary: 'Revoke a password reset link of a person',
  success: { status: 200, description: 'Revoked. The response is empty.' },
})

export const listUserTokens = operation({
  ...one,
  id: 'getUserTokens',
  method: 'GET',
  path: '/api/admin/user-admin/{id}/tokens',
  summary: 'List the API tokens of a person',
  success: { status: 200, description: 'Their tokens, newest first.', schema: apiTokensResponse },
  example: { answer: { tokens: [exampleApiToken] } },
})

export const deleteUserToken = operation({
  ...one,
  ...ending,
  id: 'deleteUserToken',
  method: 'DELETE',
  path: '/api/admin/user-admin/{id}/tokens/{itemId}',
  params: { id: personId, itemId: apiTokenId },
  summary: 'Revoke an API token of a person',
  success: { status: 200, description: 'Deleted. The response is empty.' },
})
