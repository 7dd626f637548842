import { type RequestState, requestStates } from '@/lib/schemas/invite-request'
import { listPage } from '@/lib/server/pages/list-page'
import { now } from '@/lib/server/runtime/clock'
import { getSettings } from '@/lib/server/settings/settings'
import {
  allRequests,
  countRequestsIn,
} from '@/lib/server/signup-tokens/invite-requests/request-list'

/** The state of requests that an address asks for; the open ones where it names none. */
function readRequestState(given: string | null): RequestState {
  return requestStates.find((state) => state === given) ?? 'open'
}

/** How many requests are in each state. */
async function countByState(): Promise<Record<RequestState, number>> {
  const [open = 0, answered = 0, dismissed = 0] = await Promise.all(
    requestStates.map(countRequestsIn),
  )
  return { open, answered, dismissed }
}

/** The data of /admin/requests for its query. */
export async function requestsPage(query: URLSearchParams) {
  const state = readRequestState(query.get('state'))
  const asked = new URLSearchParams(query)
  asked.set('state', state)
  const [page, counts, { instanceName: instance }] = await Promise.all([
    listPage(allRequests, asked),
    countByState(),
    getSettings(),
  ])
  return { ...page, state, counts, instance, now: now().toISOString() }
}
