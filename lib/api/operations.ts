import * as account from './account'
import * as invites from './invites'
import * as links from './links'
import type { Operation } from './operation'
import * as people from './people'
import * as requests from './requests'
import * as rollbacks from './rollbacks'
import * as service from './service'
import * as settings from './settings'

function isOperation(value: object | string | number): value is Operation {
  return typeof value === 'object' && 'id' in value && 'path' in value && 'method' in value
}

/** Every operation of the API: what the files beside this one export. */
export const operations: readonly Operation[] = [
  invites,
  links,
  requests,
  rollbacks,
  account,
  people,
  service,
  settings,
].flatMap((subject) => Object.values(subject).filter(isOperation))
