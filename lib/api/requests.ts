import { updateRequestSchema, updateRequestsSchema } from '@/lib/schemas/invite-request'
import {
  anyRequestResponse,
  anyRequestsResponse,
  changedRequestsResponse,
  inviteRequestsResponse,
  signupTokenResponse,
} from '@/lib/schemas/responses'
import { exampleLink, exampleRequest, lastPage } from './examples'
import { linkRequestsQuery, parametersOf, requestsQuery } from './lists'
import { operation } from './operation'
import { requestId, token } from './paths'

const all = { tag: 'Public signup tokens', access: 'admin' } as const

export const listLinkRequests = operation({
  ...all,
  id: 'getPublicSignupTokenRequests',
  method: 'GET',
  path: '/api/admin/invite-link/tokens/{token}/requests',
  params: { token },
  summary: 'List the invite requests of an invite link, newest first',
  query: parametersOf(linkRequestsQuery),
  success: { status: 200, description: 'Requests.', schema: inviteRequestsResponse },
  errors: ['NotFoundError'],
  example: {
    answer: {
      requests: [{ id: 7, email: 'late@example.org', createdAt: '2030-02-01T07:15:00.000Z' }],
      ...lastPage,
    },
  },
})

export const deleteLinkRequests = operation({
  ...all,
  id: 'deletePublicSignupTokenRequests',
  method: 'DELETE',
  path: '/api/admin/invite-link/tokens/{token}/requests',
  params: { token },
  summary: 'Delete all invite requests of an invite link',
  success: { status: 200, description: 'Deleted. The response is empty.' },
  errors: ['NotFoundError'],
})

export const deleteLinkRequest = operation({
  ...all,
  id: 'deletePublicSignupTokenRequest',
  method: 'DELETE',
  path: '/api/admin/invite-link/tokens/{token}/requests/{id}',
  params: { token, id: requestId },
  summary: 'Delete one invite request of an invite link',
  success: { status: 200, description: 'Deleted. The response is empty.' },
  errors: ['NotFoundError'],
})

export const listRequests = operation({
  ...all,
  id: 'getInviteRequests',
  method: 'GET',
  path: '/api/admin/invite-link/requests',
  summary: 'List the invite requests of all links, newest first',
  query: parametersOf(requestsQuery),
  success: { status: 200, description: 'Requests.', schema: anyRequestsResponse },
  example: { answer: { requests: [exampleRequest], ...lastPage } },
})

export const updateRequests = operation({
  ...all,
  id: 'updateInviteRequests',
  method: 'PUT',
  path: '/api/admin/invite-link/requests',
  summary: 'Dismiss up to 100 open invite requests, or reopen dismissed ones',
  description: 'Requests in another state, and unknown ones, stay as they are.',
  body: updateRequestsSchema,
  success: { status: 200, description: 'The ids that changed.', schema: changedRequestsResponse },
  example: { body: { state: 'dismissed', ids: [7, 8] }, answer: { changed: [7] } },
})

export const updateRequest = operation({
  ...all,
  id: 'updateInviteRequest',
  method: 'PUT',
  path: '/api/admin/invite-link/requests/{id}',
  params: { id: requestId },
  summary: 'Dismiss an invite request, or reopen it',
  description:
    'Reopening an answered request revokes its fresh link. If somebody joined through that link, it stays answered.',
  body: updateRequestSchema,
  success: { status: 200, description: 'The request as it is now.', schema: anyRequestResponse },
  errors: [
    'NotFoundError',
    [
      'RequestAnsweredError',
      'An answered request cannot be dismissed, nor reopened once somebody joined through its link.',
    ],
  ],
  example: { body: { state: 'dismissed' }, answer: { ...exampleRequest, state: 'dismissed' } },
})

export const answerRequest = operation({
  ...all,
  id: 'answerInviteRequest',
  method: 'POST',
  path: '/api/admin/invite-link/requests/{id}/answer',
  params: { id: requestId },
  summary: 'Answer an invite request with a fresh link',
  description:
    'The link is for one person and has the role of the link at which they asked (that of the settings where it was Admin) and the lifetime of the settings. Answering again returns the same link.',
  success: {
    status: 201,
    description: 'The fresh link.',
    schema: signupTokenResponse,
    headers: ['Location', 'ETag'],
  },
  errors: ['NotFoundError'],
  example: {
    answer: {
      ...exampleLink,
      name: 'Fresh invite: Rowing club, spring',
      users: [],
      useCount: 0,
      maxUses: 1,
    },
  },
})
