import {
  idParameter,
  ifMatchParameter,
  pageParameters,
  path,
  queryParameter,
  type Spec,
} from '@/lib/server/openapi/operation'

const login: Spec = {
  id: 'login',
  tag: 'Auth',
  access: 'public',
  summary: 'Sign in with email or username and password',
  body: 'loginSchema',
  success: [
    {
      status: 200,
      description: 'The person, signed in.',
      schema: 'userSchema',
      headers: ['Set-Cookie'],
    },
  ],
  errors: [401, 429],
}

const logout: Spec = {
  id: 'logout',
  tag: 'Auth',
  access: 'caller',
  summary: 'Sign out',
  success: [
    {
      status: 302,
      description: 'On to the sign-in page.',
      headers: ['Location', 'Set-Cookie', 'Clear-Site-Data'],
    },
  ],
}

const me: Spec = {
  id: 'getMe',
  tag: 'Users',
  access: 'person',
  summary: 'Read who you are and what you may do',
  success: [{ status: 200, description: 'You.', schema: 'meSchema' }],
}

const listTokens: Spec = {
  id: 'getPats',
  tag: 'Personal access tokens',
  access: 'person',
  summary: 'List your own API tokens',
  success: [{ status: 200, description: 'Your tokens, newest first.', schema: 'patsSchema' }],
}

const createToken: Spec = {
  id: 'createPat',
  tag: 'Personal access tokens',
  access: 'session',
  summary: 'Make an API token of your own',
  description: 'The secret is in this answer and nowhere else. A token cannot make tokens.',
  body: 'createPatSchema',
  success: [{ status: 201, description: 'The token and its secret.', schema: 'newPatSchema' }],
  errors: [409],
}

const deleteToken: Spec = {
  id: 'deletePat',
  tag: 'Personal access tokens',
  access: 'person',
  summary: 'Delete one of your own API tokens',
  parameters: [idParameter],
  success: [{ status: 200, description: 'It is gone. The answer is empty.' }],
  errors: [404],
}

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

const resetPassword: Spec = {
  id: 'resetPassword',
  tag: 'Auth',
  access: 'public',
  summary: 'Set a new password by a one-time link',
  description:
    'Ends every session of the person and opens one. An HTML form gets a redirect in place of the answer and of every error.',
  parameters: [
    {
      name: 'token',
      in: 'path',
      required: true,
      description: 'The last part of the link.',
      schema: { type: 'string' },
    },
  ],
  body: 'setPasswordSchema',
  form: true,
  success: [
    {
      status: 200,
      description: 'The password is set, the person signed in.',
      schema: 'doneSchema',
      headers: ['Set-Cookie'],
    },
    {
      status: 303,
      description: 'For an HTML form: on to the account, or back with what is wrong.',
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [404, 429],
}

/** Signing in and out, oneself, and people as administrators see them. */
export const peoplePaths = {
  '/auth/simple/login': path({ post: login }),
  '/logout': path({ post: logout }),
  '/api/admin/user': path({ get: me }),
  '/api/admin/user/tokens': path({ get: listTokens, post: createToken }),
  '/api/admin/user/tokens/{id}': path({ delete: deleteToken }),
  '/api/admin/user-admin': path({ get: listUsers }),
  '/api/admin/user-admin/{id}': path({ get: getUser, put: updateUser, delete: deleteUser }),
  '/api/admin/user-admin/{id}/sessions': path({ delete: endSessions }),
  '/api/admin/user-admin/{id}/password-reset': path({ post: createReset }),
  '/reset/{token}/password': path({ post: resetPassword }),
}
