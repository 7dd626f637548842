import {
  idParameter,
  ifMatchParameter,
  itemParameter,
  listParameters,
  path,
  queryParameter,
  type Spec,
  searchParameter,
} from './operation'

const listUsers: Spec = {
  id: 'getUsers',
  tag: 'Users',
  access: 'admin',
  summary: 'List people, newest first',
  description: 'Filters are combined with AND; an empty one counts as absent.',
  parameters: [
    searchParameter('a name, an email address or a username'),
    queryParameter('role', 'A role by number or name.', { type: 'string' }),
    queryParameter('link', 'The id of the link that they joined through.', {
      type: 'string',
      pattern: '^([0-9a-f]{16})?$',
    }),
    queryParameter('enabled', 'Whether the account is enabled.', {
      type: 'string',
      enum: ['true', 'false', ''],
    }),
    ...listParameters(1000, 'integer'),
  ],
  success: [{ status: 200, description: 'People and the roles.', schema: 'adminUsersSchema' }],
}

function person(description: string): Spec['success'] {
  return [{ status: 200, description, schema: 'adminUserSchema', headers: ['ETag'] }]
}

const getUser: Spec = {
  id: 'getUser',
  tag: 'Users',
  access: 'admin',
  summary: 'Read a person',
  parameters: [idParameter],
  success: person('The person.'),
  errors: [404],
}

const updateUser: Spec = {
  id: 'updateUser',
  tag: 'Users',
  access: 'admin',
  summary: 'Change a person',
  description:
    'Changing the role or disabling the account ends all sessions, API tokens and password reset links of the person; changing the email address ends the reset links. A personal API token may change neither the role nor the email address of an administrator.',
  parameters: [idParameter, ifMatchParameter],
  body: 'updateUserSchema',
  success: person('The person as they are now.'),
  errors: [404, 409, 412],
}

const deleteUser: Spec = {
  id: 'deleteUser',
  tag: 'Users',
  access: 'admin',
  summary: 'Delete a person and all their personal data',
  description: 'A personal API token may not delete an administrator.',
  parameters: [idParameter, ifMatchParameter],
  success: [{ status: 200, description: 'Deleted. The response is empty.' }],
  errors: [404, 409, 412],
}

const endSessions: Spec = {
  id: 'endUserSessions',
  tag: 'Users',
  access: 'admin',
  summary: 'Sign a person out everywhere',
  description: 'This also ends their API tokens and password reset links.',
  parameters: [idParameter],
  success: [{ status: 200, description: 'Signed out everywhere. The response is empty.' }],
  errors: [404],
}

const createReset: Spec = {
  id: 'createPasswordReset',
  tag: 'Users',
  access: 'admin',
  summary: 'Create a password reset link for a person',
  description:
    'It works once, for 24 hours, and is in this response only. Older links end, and so does this one when its creator is no longer an administrator. A personal API token may not create one for an administrator.',
  parameters: [idParameter],
  success: [{ status: 201, description: 'The link.', schema: 'passwordResetSchema' }],
  errors: [404],
}

const listTokens: Spec = {
  id: 'getUserTokens',
  tag: 'Users',
  access: 'admin',
  summary: 'List the API tokens of a person',
  parameters: [idParameter],
  success: [{ status: 200, description: 'Their tokens, newest first.', schema: 'patsSchema' }],
  errors: [404],
}

const deleteToken: Spec = {
  id: 'deleteUserToken',
  tag: 'Users',
  access: 'admin',
  summary: 'Delete an API token of a person',
  parameters: [idParameter, itemParameter({ type: 'integer', minimum: 1 })],
  success: [{ status: 200, description: 'Deleted. The response is empty.' }],
  errors: [404],
}

const listResets: Spec = {
  id: 'getPasswordResets',
  tag: 'Users',
  access: 'admin',
  summary: 'List the password reset links of a person that can still be used',
  parameters: [idParameter],
  success: [
    {
      status: 200,
      description: 'The links, without their secrets.',
      schema: 'openPasswordResetsSchema',
    },
  ],
  errors: [404],
}

const deleteReset: Spec = {
  id: 'deletePasswordReset',
  tag: 'Users',
  access: 'admin',
  summary: 'Revoke a password reset link of a person',
  parameters: [idParameter, itemParameter({ type: 'string' })],
  success: [{ status: 200, description: 'Revoked. The response is empty.' }],
  errors: [404],
}

/** People as administrators see them. */
export const peoplePaths = {
  '/api/admin/user-admin': path({ get: listUsers }),
  '/api/admin/user-admin/{id}': path({ get: getUser, put: updateUser, delete: deleteUser }),
  '/api/admin/user-admin/{id}/sessions': path({ delete: endSessions }),
  '/api/admin/user-admin/{id}/password-reset': path({ post: createReset }),
  '/api/admin/user-admin/{id}/password-resets': path({ get: listResets }),
  '/api/admin/user-admin/{id}/password-resets/{itemId}': path({ delete: deleteReset }),
  '/api/admin/user-admin/{id}/tokens': path({ get: listTokens }),
  '/api/admin/user-admin/{id}/tokens/{itemId}': path({ delete: deleteToken }),
}
