import { linkSorts } from '@/lib/signup-token-filters'
import { inviteStates } from '@/lib/signup-token-state'
import {
  idempotencyKeyParameter,
  ifMatchParameter,
  listParameters,
  path,
  queryParameter,
  requestParameter,
  type Spec,
  searchParameter,
  tokenParameter,
} from './operation'

const tag = 'Public signup tokens'

const validate: Spec = {
  id: 'validatePublicSignupToken',
  tag,
  access: 'public',
  summary: 'Check whether an invite link can be used now',
  parameters: [tokenParameter],
  success: [{ status: 200, description: 'It can. The response is empty.' }],
  errors: [429],
}

const signup: Spec = {
  id: 'addPublicSignupTokenUser',
  tag,
  access: 'public',
  summary: 'Sign up through an invite link',
  description:
    'Creates an account with the role of the link and signs it in. An Authorization header is ignored. In strict mode (`SIGNUP_STRICT`) nobody is signed in, no username is set, and a new and a registered address get the same 202. An HTML form gets a redirect instead of the response and of every error.',
  parameters: [tokenParameter, idempotencyKeyParameter],
  body: 'createInvitedUserSchema',
  form: true,
  success: [
    {
      status: 201,
      description: 'The new person, signed in. A repeated request does not sign in again.',
      schema: 'userSchema',
      maybe: ['Set-Cookie'],
    },
    {
      status: 202,
      description: 'In strict mode: if the address had no account, it has one now.',
      schema: 'doneSchema',
    },
    {
      status: 303,
      description:
        'For an HTML form: a redirect to the welcome page, or back to the form with its errors.',
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [409, 429],
}

const request: Spec = {
  id: 'requestInvite',
  tag,
  access: 'public',
  summary: 'Request a new invite through a link that has ended, is full or was revoked',
  description:
    'An address counts once per link; the response does not reveal whether it was new. A link keeps its newest 500 requests, each for 90 days.',
  parameters: [tokenParameter],
  body: 'inviteRequestSchema',
  form: true,
  success: [
    { status: 201, description: 'The request is stored for administrators.', schema: 'doneSchema' },
    {
      status: 303,
      description: "For an HTML form: a redirect to the link's page.",
      headers: ['Location'],
      maybe: ['Set-Cookie'],
    },
  ],
  errors: [429],
}

const list: Spec = {
  id: 'getAllPublicSignupTokens',
  tag,
  access: 'admin',
  summary: 'List the invite links, newest first',
  description: 'Filters narrow each other; an empty one counts as absent.',
  parameters: [
    searchParameter('the name'),
    queryParameter('state', 'Only links in this state.', {
      type: 'string',
      enum: [...inviteStates, ''],
    }),
    queryParameter('role', 'A role by number or name.', { type: 'string' }),
    queryParameter('sort', 'Another order than the newest first; a cursor belongs to its order.', {
      type: 'string',
      enum: linkSorts,
      default: 'newest',
    }),
    ...listParameters(1000, 'string'),
  ],
  success: [{ status: 200, description: 'The links.', schema: 'publicSignupTokensSchema' }],
}

const create: Spec = {
  id: 'createPublicSignupToken',
  tag,
  access: 'admin',
  summary: 'Create an invite link',
  description:
    'An end more than INVITE_MAX_LIFETIME_DAYS ahead is shortened; the response has the actual one.',
  parameters: [idempotencyKeyParameter],
  body: 'publicSignupTokenCreateSchema',
  success: [
    {
      status: 201,
      description: 'The new link.',
      schema: 'publicSignupTokenSchema',
      headers: ['Location', 'ETag'],
    },
  ],
  errors: [409],
}

const one = { tag, access: 'admin', parameters: [tokenParameter] } as const
const changed = {
  ...one,
  parameters: [tokenParameter, ifMatchParameter],
  errors: [404, 412] as Spec['errors'] & object,
}

function responses(description: string): Spec['success'] {
  return [{ status: 200, description, schema: 'publicSignupTokenSchema', headers: ['ETag'] }]
}

const get: Spec = {
  ...one,
  parameters: [tokenParameter],
  id: 'getPublicSignupToken',
  summary: 'Read an invite link',
  success: responses('The link.'),
  errors: [404],
}

const update: Spec = {
  ...changed,
  id: 'updatePublicSignupToken',
  summary: 'Change, pause, resume or restore an invite link',
  body: 'publicSignupTokenUpdateSchema',
  success: responses('The whole link as it is now.'),
}

const revoke: Spec = {
  ...changed,
  id: 'revokePublicSignupToken',
  summary: 'Revoke an invite link',
  description: 'It stays in the list as history. A change with `revoked: false` restores it.',
  success: responses('The link, revoked.'),
}

const rotate: Spec = {
  ...changed,
  id: 'rotatePublicSignupToken',
  summary: 'Give an invite link a new secret',
  description: 'The old URL stops working immediately; everything else stays.',
  success: responses('The link with its new secret and URL.'),
}

const users: Spec = {
  ...one,
  parameters: [
    tokenParameter,
    searchParameter('a name, an address or a username'),
    ...listParameters(100, 'integer'),
  ],
  id: 'getPublicSignupTokenUsers',
  summary: 'List the people who joined through an invite link, newest first',
  success: [{ status: 200, description: 'People.', schema: 'publicSignupTokenUsersSchema' }],
  errors: [404],
}

const requests: Spec = {
  ...one,
  parameters: [tokenParameter, searchParameter('an address'), ...listParameters(100, 'integer')],
  id: 'getPublicSignupTokenRequests',
  summary: 'List the invite requests of an invite link, newest first',
  success: [{ status: 200, description: 'Requests.', schema: 'inviteRequestsSchema' }],
  errors: [404],
}

const deleteRequests: Spec = {
  ...one,
  parameters: [tokenParameter],
  id: 'deletePublicSignupTokenRequests',
  summary: 'Delete all invite requests of an invite link',
  success: [{ status: 200, description: 'Deleted. The response is empty.' }],
  errors: [404],
}

const deleteRequest: Spec = {
  ...one,
  parameters: [tokenParameter, requestParameter],
  id: 'deletePublicSignupTokenRequest',
  summary: 'Delete one invite request of an invite link',
  success: [{ status: 200, description: 'Deleted. The response is empty.' }],
  errors: [404],
}

const bulk: Spec = {
  id: 'changePublicSignupTokens',
  tag,
  access: 'admin',
  summary: 'Pause, resume, revoke, restore or extend up to 1000 invite links',
  description:
    'One transaction. Links are named by token or by id. For a link that cannot be changed the result says why; the others are still changed.',
  body: 'bulkSchema',
  success: [{ status: 200, description: 'The result for each link.', schema: 'bulkResultsSchema' }],
}

const base = '/api/admin/invite-link/tokens'

/** Invite links: public operations, and those of administrators. */
export const invitePaths = {
  '/invite/{token}/validate': path({ get: validate }),
  '/invite/{token}/signup': path({ post: signup }),
  '/invite/{token}/request': path({ post: request }),
  '/api/admin/invite-link/bulk': path({ post: bulk }),
  [base]: path({ get: list, post: create }),
  [`${base}/{token}`]: path({ get, put: update, delete: revoke }),
  [`${base}/{token}/rotate`]: path({ post: rotate }),
  [`${base}/{token}/users`]: path({ get: users }),
  [`${base}/{token}/requests`]: path({ get: requests, delete: deleteRequests }),
  [`${base}/{token}/requests/{id}`]: path({ delete: deleteRequest }),
}
