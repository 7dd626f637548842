import {
  pageParameters,
  path,
  queryParameter,
  rollbackParameter,
  type Spec,
  tokenParameter,
} from './operation'

const one = { tag: 'Public signup tokens', access: 'admin' } as const

const list: Spec = {
  ...one,
  errors: [404],
  id: 'getPublicSignupTokenReversals',
  summary: 'List the rollbacks of an invite link, newest first',
  parameters: [tokenParameter, ...pageParameters(100, 'integer')],
  success: [{ status: 200, description: 'The rollbacks.', schema: 'reversalsSchema' }],
}

const preview: Spec = {
  ...one,
  errors: [404],
  id: 'previewPublicSignupTokenReversal',
  summary: 'Preview whom a rollback of an invite link would disable',
  description:
    'Changes nothing. `kept` lists who joined through the link and would stay enabled, and why.',
  parameters: [
    tokenParameter,
    queryParameter(
      'since',
      'Only people who joined at or after this instant; by default since the link was created.',
      {
        type: 'string',
        format: 'date-time',
      },
    ),
    ...pageParameters(100, 'integer'),
  ],
  success: [{ status: 200, description: 'People.', schema: 'reversalPreviewSchema' }],
}

const create: Spec = {
  ...one,
  errors: [404],
  id: 'createPublicSignupTokenReversal',
  summary: 'Roll back an invite link: disable everyone who joined through it',
  description:
    'Since an instant, or since the link was created. Ends their sessions and pauses the link, unless `pause` is false. It can be undone for seven days.',
  parameters: [tokenParameter],
  body: 'createReversalSchema',
  success: [{ status: 201, description: 'The rollback.', schema: 'reversalSchema' }],
}

const revert: Spec = {
  ...one,
  errors: [404],
  id: 'revertPublicSignupTokenReversal',
  summary: 'Undo a rollback of an invite link',
  description:
    'Possible once, within seven days. Enables exactly those people whom the rollback disabled and whom nobody has enabled or disabled since. The link stays paused.',
  parameters: [tokenParameter, rollbackParameter],
  success: [{ status: 200, description: 'The rollback, undone.', schema: 'reversalSchema' }],
}

const base = '/api/admin/invite-link/tokens/{token}/reversals'

/** Rolling back a link, and undoing that. */
export const rollbackPaths = {
  [base]: path({ get: list, post: create }),
  [`${base}/preview`]: path({ get: preview }),
  [`${base}/{id}`]: path({ delete: revert }),
}
