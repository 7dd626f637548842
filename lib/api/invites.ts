import { inviteRequestSchema } from '@/lib/schemas/account'
import { doneResponse, userResponse } from '@/lib/schemas/responses'
import { signupSchema } from '@/lib/schemas/signup'
import { examplePassword, exampleUser } from './examples'
import { operation } from './operation'
import { token } from './paths'

const one = { tag: 'Public signup tokens', access: 'public', params: { token } } as const

/** What a link answers that cannot be used now. */
const closed = [
  'InviteInvalidError',
  'InviteExpiredError',
  'InvitePausedError',
  'InviteFullError',
  'InviteScheduledError',
  'InviteRevokedError',
] as const

export const validateLink = operation({
  ...one,
  id: 'validatePublicSignupToken',
  method: 'GET',
  path: '/invite/{token}/validate',
  cors: true,
  limit: 'validate',
  summary: 'Check whether an invite link can be used now',
  success: { status: 200, description: 'The link can be used. The response is empty.' },
  errors: closed,
})

export const signUp = operation({
  ...one,
  id: 'addPublicSignupTokenUser',
  method: 'POST',
  path: '/invite/{token}/signup',
  cors: true,
  limit: 'signup',
  summary: 'Sign up through an invite link',
  description:
    'Creates an account with the role of the link and signs it in. An Authorization header is ignored. In strict mode (`SIGNUP_STRICT`) nobody is signed in, no username is set, and a new and a registered address get the same 202. An HTML form gets a redirect instead of the response and of every error. A page of another website signs nobody in: it gets no cookie, and those it sends are ignored.',
  headers: ['Idempotency-Key'],
  body: signupSchema,
  takesForm: true,
  success: {
    status: 201,
    description: 'The new person, signed in. A repeated request does not sign in again.',
    schema: userResponse,
    maybe: ['Set-Cookie'],
  },
  others: [
    {
      status: 202,
      description: 'In strict mode: if the address had no account, it has one now.',
      schema: doneResponse,
    },
    {
      status: 303,
      description:
        'For an HTML form: a redirect to the welcome page, or back to the form with its errors.',
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [
    ...closed,
    'NameExistsError',
    'KeyReusedError',
    [
      'CrossSiteError',
      'A browser sent the request from a page of another site that is not in `corsOrigins`, or as an HTML form.',
    ],
  ],
  example: {
    body: {
      email: 'ada@example.org',
      name: 'Ada Lovelace',
      password: examplePassword,
      username: 'ada',
    },
    answer: exampleUser,
  },
})

export const requestInvite = operation({
  ...one,
  id: 'requestInvite',
  method: 'POST',
  path: '/invite/{token}/request',
  limit: 'signup',
  summary: 'Request a new invite through a link that has ended, is full or was revoked',
  description:
    'An address counts once per link; the response does not reveal whether it was new. A link keeps its newest 500 open requests, each for 90 days.',
  body: inviteRequestSchema,
  takesForm: true,
  success: {
    status: 201,
    description: 'The request is stored for administrators.',
    schema: doneResponse,
  },
  others: [
    {
      status: 303,
      description: "For an HTML form: a redirect to the link's page.",
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [
    [
      'InviteInvalidError',
      'The token is unknown, malformed or was replaced, or the link takes no requests because people can still join or may join later.',
    ],
  ],
  example: { body: { email: 'late@example.org' }, answer: {} },
})

export const startSignup = operation({
  ...one,
  id: 'startPublicSignupToken',
  method: 'POST',
  path: '/invite/{token}/started',
  limit: 'validate',
  summary: 'Record that somebody began to fill in the form of an invite link',
  description:
    'The sign-up form sends it once. It is counted for administrators, whatever the state of the link, with nothing about the person. A body is ignored.',
  success: { status: 204, description: 'Recorded.' },
  errors: ['InviteInvalidError'],
})
