import { idParameter, path, type Spec } from './operation'

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
      description: 'A redirect to the sign-in page.',
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
  summary: 'Create an API token of your own',
  description:
    'The secret is in this response only. A token lasts at most 365 days; a later end is shortened, and the response has the actual one. A person has at most 50 tokens. A token cannot create tokens.',
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
  success: [{ status: 200, description: 'Deleted. The response is empty.' }],
  errors: [404],
}

const resetPassword: Spec = {
  id: 'resetPassword',
  tag: 'Auth',
  access: 'public',
  summary: 'Set a new password through a one-time link',
  description:
    'Ends every session, API token and reset link of the person, and opens a session. An HTML form gets a redirect instead of the response and of every error.',
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
      description: 'The password is set and the person is signed in.',
      schema: 'doneSchema',
      headers: ['Set-Cookie'],
    },
    {
      status: 303,
      description:
        'For an HTML form: a redirect to the account page, or back to the form with its errors.',
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [404, 429],
}

/** Signing in and out, and the current user. */
export const accountPaths = {
  '/auth/simple/login': path({ post: login }),
  '/logout': path({ post: logout }),
  '/api/admin/user': path({ get: me }),
  '/api/admin/user/tokens': path({ get: listTokens, post: createToken }),
  '/api/admin/user/tokens/{id}': path({ delete: deleteToken }),
  '/reset/{token}/password': path({ post: resetPassword }),
}
