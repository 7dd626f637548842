import {
  type RollbackResponse,
  rollbackPreviewResponse,
  rollbackResponse,
  rollbacksResponse,
} from '@/lib/schemas/responses'
import { createReversalSchema } from '@/lib/schemas/signup-token'
import { lastPage } from './examples'
import { operation } from './operation'
import { instantOrEmpty, pageOfRows } from './parameters'
import { rollbackId, token } from './paths'

const one = {
  tag: 'Public signup tokens',
  access: 'admin',
  params: { token },
  errors: ['NotFoundError'],
} as const

const example: RollbackResponse = {
  id: 5,
  since: '2030-01-15T00:00:00.000Z',
  count: 3,
  createdAt: '2030-01-16T10:00:00.000Z',
  revertibleUntil: '2030-01-23T10:00:00.000Z',
  revertedAt: null,
}

export const listRollbacks = operation({
  ...one,
  id: 'getPublicSignupTokenReversals',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}/reversals',
  summary: 'List the rollbacks of an invite link, newest first',
  query: pageOfRows,
  success: { status: 200, description: 'The rollbacks.', schema: rollbacksResponse },
  example: { answer: { reversals: [example], ...lastPage } },
})

/** The query of a preview. */
export const previewQuery = {
  since: instantOrEmpty(
    'Only people who joined at or after this instant; by default since the link was created.',
  ),
  ...pageOfRows,
}

export const previewRollback = operation({
  ...one,
  id: 'previewPublicSignupTokenReversal',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}/reversals/preview',
  summary: 'Preview who would be disabled by a rollback of an invite link',
  description:
    'Changes nothing. `kept` lists the people who joined through the link but would stay enabled, and why.',
  query: previewQuery,
  success: { status: 200, description: 'People.', schema: rollbackPreviewResponse },
  example: {
    answer: {
      since: '2030-01-14T08:00:00.000Z',
      count: 1,
      users: [
        {
          id: 42,
          name: 'Ada Lovelace',
          email: 'ada@example.org',
          joinedAt: '2030-01-15T09:30:00.000Z',
        },
      ],
      kept: [{ id: 1, name: 'Grace Hopper', reason: 'yourself' }],
      ...lastPage,
    },
  },
})

export const createRollback = operation({
  ...one,
  id: 'createPublicSignupTokenReversal',
  method: 'POST',
  path: '/api/admin/invite-link/tokens/{token}/reversals',
  summary: 'Roll back an invite link: disable everyone who joined through it',
  description:
    'Since an instant, or since the link was created. Ends their sessions and pauses the link, unless `pause` is false. It can be undone for seven days.',
  body: createReversalSchema,
  success: { status: 201, description: 'The rollback.', schema: rollbackResponse },
  example: { body: { since: '2030-01-15T00:00:00Z', pause: true }, answer: example },
})

export const undoRollback = operation({
  ...one,
  id: 'revertPublicSignupTokenReversal',
  method: 'DELETE',
  path: '/api/admin/invite-link/tokens/{token}/reversals/{id}',
  params: { token, id: rollbackId },
  summary: 'Undo a rollback of an invite link',
  description:
    'Possible once, within seven days. Enables exactly those people whom the rollback disabled and whom nobody has enabled or disabled since. The link stays paused.',
  success: { status: 200, description: 'The rollback, undone.', schema: rollbackResponse },
  errors: [['NotFoundError', 'There is no such link or rollback, or it can no longer be undone.']],
  example: { answer: { ...example, revertedAt: '2030-01-17T12:00:00.000Z' } },
})
