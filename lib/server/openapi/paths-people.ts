import {
  idParameter,
  ifMatchParameter,
  pageParameters,
  path,
  queryParameter,
  type Spec,
} from '@/lib/server/openapi/operation'

const listUsers: Spec = {
  id: 'getUsers',
  tag: 'Users',
  access: 'admin',
  summary: 'List people, newest first',
  description: 'Filters narrow each other; an empty one counts as absent.',
  parameters: [
    queryParameter('q', 'Words that name, address or username hold, in any case.', {
      type: 'string',
      maxLength: 200,
      pattern: '^$|[A-Za-z0-9]{3}',
    }),
    queryParameter('role', 'A role by number or name.', { type: 'string' }),
    queryParameter('link', 'The id of the link that they came through.', {
      type: 'string',
      pattern: '^([0-9a-f]{16})?$',
    }),
    queryParameter('enabled', 'Whether the account is enabled.', {
      type: 'string',
      enum: ['true', 'false', ''],
    }),
    ...pageParameters(1000, 'integer'),
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
  description: 'Another role, or disabling the account, ends all sessions of the person.',
  parameters: [idParameter, ifMatchParameter],
  body: 'updateUserSchema',
  success: person('The person as they are now.'),
  errors: [404, 409, 412],
}

const deleteUser: Spec = {
  id: 'deleteUser',
  tag: 'Users',
  access: 'admin',
  summary: 'Delete a person and all that is personal',
  parameters: [idParameter, ifMatchParameter],
  success: [{ status: 200, description: 'They are gone. The answer is empty.' }],
  errors: [404, 409, 412],
}

const endSessions: Spec = {
  id: 'endUserSessions',
  tag: 'Users',
  access: 'admin',
  summary: 'Sign a person out everywhere',
  parameters: [idParameter],
  success: [{ status: 200, description: 'Every session has ended. The answer is empty.' }],
  errors: [404],
}

const createReset: Spec = {
  id: 'createPasswordReset',
  tag: 'Users',
  access: 'admin',
  summary: 'Make a link by which a person sets a new password',
  description:
    'It works once, for 24 hours, and is in this answer and nowhere else. Older ones are dead.',
  parameters: [idParameter],
  success: [{ status: 201, description: 'The link.', schema: 'passwordResetSchema' }],
  errors: [404],
}

/** People as administrators see them. */
export const peoplePaths = {
  '/api/admin/user-admin': path({ get: listUsers }),
  '/api/admin/user-admin/{id}': path({ get: getUser, put: updateUser, delete: deleteUser }),
  '/api/admin/user-admin/{id}/sessions': path({ delete: endSessions }),
  '/api/admin/user-admin/{id}/password-reset': path({ post: createReset }),
}
