import {
  pageParameters,
  path,
  queryParameter,
  reversalParameter,
  type Spec,
  tokenParameter,
} from './operation'

const one = { tag: 'Public signup tokens', access: 'admin' } as const

const list: Spec = {
  ...one,
  errors: [404],
  id: 'getPublicSignupTokenReversals',
  summary: 'List how often an invite link was undone, newest first',
  parameters: [tokenParameter, ...pageParameters(100, 'integer')],
  success: [{ status: 200, description: 'Rollback.', schema: 'reversalsSchema' }],
}

const preview: Spec = {
  ...one,
  errors: [404],
  id: 'previewPublicSignupTokenReversal',
  summary: 'Read whom undoing an invite link would disable',
  description: 'Changes nothing. `kept`: who came by the link and would stay enabled, and why.',
  parameters: [
    tokenParameter,
    queryParameter('since', 'From when on; when the link was made, where absent.', {
      type: 'string',
      format: 'date-time',
    }),
    ...pageParameters(100, 'integer'),
  ],
  success: [{ status: 200, description: 'People.', schema: 'reversalPreviewSchema' }],
}

const create: Spec = {
  ...one,
  errors: [404],
  id: 'createPublicSignupTokenReversal',
  summary: 'Undo an invite link: disable everyone who came through it',
  description:
    'Since an instant, or since the link was made. Ends their sessions and pauses the link, unless `pause` is false. Can be taken back for seven days.',
  parameters: [tokenParameter],
  body: 'createReversalSchema',
  success: [{ status: 201, description: 'What was done.', schema: 'reversalSchema' }],
}

const revert: Spec = {
  ...one,
  errors: [404],
  id: 'revertPublicSignupTokenReversal',
  summary: 'Take the undoing of an invite link back',
  description:
    'Within seven days, once. Enables exactly those whom it disabled and about whom nobody has decided since. The link stays paused.',
  parameters: [tokenParameter, reversalParameter],
  success: [{ status: 200, description: 'The reversal, taken back.', schema: 'reversalSchema' }],
}

const base = '/api/admin/invite-link/tokens/{token}/reversals'

/** Undoing a link, and taking that back. */
export const reversalPaths = {
  [base]: path({ get: list, post: create }),
  [`${base}/preview`]: path({ get: preview }),
  [`${base}/{id}`]: path({ delete: revert }),
}
