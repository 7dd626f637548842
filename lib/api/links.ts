import { bulkSchema } from '@/lib/schemas/bulk'
import {
  bulkResponse,
  linkCountsResponse,
  membersResponse,
  signupTokenResponse,
  signupTokensResponse,
} from '@/lib/schemas/responses'
import { createSignupTokenSchema, updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { exampleLink, lastPage } from './examples'
import { linksQuery, membersQuery, parametersOf } from './lists'
import { operation } from './operation'
import { exampleToken, token } from './paths'

const all = { tag: 'Public signup tokens', access: 'admin' } as const
const one = { ...all, params: { token } } as const

function link(description: string) {
  return { status: 200, description, schema: signupTokenResponse, headers: ['ETag'] } as const
}

export const listLinks = operation({
  ...all,
  id: 'getAllPublicSignupTokens',
  method: 'GET',
  path: '/api/admin/invite-link/tokens',
  summary: 'List the invite links, newest first',
  description: 'Filters are combined with AND; an empty one counts as absent.',
  query: parametersOf(linksQuery),
  success: { status: 200, description: 'The links.', schema: signupTokensResponse },
  example: { answer: { tokens: [exampleLink], ...lastPage } },
})

export const createLink = operation({
  ...all,
  id: 'createPublicSignupToken',
  method: 'POST',
  path: '/api/admin/invite-link/tokens',
  summary: 'Create an invite link',
  description:
    'An end more than INVITE_MAX_LIFETIME_DAYS ahead is shortened; the response has the actual one.',
  headers: ['Idempotency-Key'],
  body: createSignupTokenSchema,
  success: {
    status: 201,
    description: 'The new link.',
    schema: signupTokenResponse,
    headers: ['Location', 'ETag'],
  },
  errors: [['NameExistsError', 'Another link has this key.'], 'KeyReusedError'],
  example: {
    body: {
      name: 'Rowing club, spring',
      expiresAt: '2030-01-31T18:00:00Z',
      maxUses: 20,
      rootRole: 'Viewer',
      show: { title: 'Rowing club' },
    },
    answer: { ...exampleLink, users: [], useCount: 0 },
  },
})

export const getLink = operation({
  ...one,
  id: 'getPublicSignupToken',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}',
  summary: 'Read an invite link',
  success: link('The link.'),
  errors: ['NotFoundError'],
  example: { answer: exampleLink },
})

export const updateLink = operation({
  ...one,
  id: 'updatePublicSignupToken',
  method: 'PUT',
  path: '/api/admin/invite-link/tokens/{token}',
  summary: 'Change, pause, resume or restore an invite link',
  headers: ['If-Match'],
  body: updateSignupTokenSchema,
  success: link('The whole link as it is now.'),
  errors: ['NotFoundError', 'StaleError'],
  example: {
    body: { enabled: false, maxUses: 50 },
    answer: { ...exampleLink, enabled: false, state: 'paused', maxUses: 50 },
  },
})

export const revokeLink = operation({
  ...one,
  id: 'revokePublicSignupToken',
  method: 'DELETE',
  path: '/api/admin/invite-link/tokens/{token}',
  summary: 'Revoke an invite link',
  description: 'It stays in the list as history. A change with `revoked: false` restores it.',
  headers: ['If-Match'],
  success: link('The link, revoked.'),
  errors: ['NotFoundError', 'StaleError'],
  example: { answer: { ...exampleLink, state: 'revoked' } },
})

export const rotateLink = operation({
  ...one,
  id: 'rotatePublicSignupToken',
  method: 'POST',
  path: '/api/admin/invite-link/tokens/{token}/rotate',
  summary: 'Give an invite link a new secret',
  description: 'The old URL stops working immediately; everything else stays.',
  headers: ['If-Match'],
  success: link('The link with its new secret and URL.'),
  errors: ['NotFoundError', 'StaleError'],
  example: { answer: exampleLink },
})

export const getLinkCounts = operation({
  ...one,
  id: 'getPublicSignupTokenCounts',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}/counts',
  summary: "Read an invite link's statistics",
  description:
    'Each opening, beginning and refused sign-up counts, also several of one person; programs and previews do not. Other processes add theirs within a minute. Kept for 400 days.',
  success: { status: 200, description: 'The counts.', schema: linkCountsResponse },
  errors: ['NotFoundError'],
  example: {
    answer: {
      opened: 31,
      started: 12,
      joined: 9,
      refused: [{ reason: 'emailTaken', count: 2 }],
      days: [{ day: '2030-01-15', opened: 31, started: 12, joined: 9 }],
    },
  },
})

export const listMembers = operation({
  ...one,
  id: 'getPublicSignupTokenUsers',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}/users',
  summary: 'List the people who joined through an invite link, newest first',
  query: parametersOf(membersQuery),
  success: { status: 200, description: 'People.', schema: membersResponse },
  errors: ['NotFoundError'],
  example: {
    answer: {
      users: [
        {
          id: 42,
          name: 'Ada Lovelace',
          username: 'ada',
          email: 'ada@example.org',
          joinedAt: '2030-01-15T09:30:00.000Z',
        },
      ],
      ...lastPage,
    },
  },
})

export const changeLinks = operation({
  ...all,
  id: 'changePublicSignupTokens',
  method: 'POST',
  path: '/api/admin/invite-link/bulk',
  summary: 'Pause, resume, revoke, restore or extend up to 1000 invite links',
  description:
    'One transaction. Links are named by token or by id. For a link that cannot be changed the result says why; the others are still changed.',
  body: bulkSchema,
  success: { status: 200, description: 'The result for each link.', schema: bulkResponse },
  example: {
    body: { tokens: [exampleToken], action: 'pause' },
    answer: {
      results: [{ token: exampleToken, result: 'changed', reason: null, endedBefore: null }],
    },
  },
})
