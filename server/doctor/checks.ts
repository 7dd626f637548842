import type { Check } from './check'
import { administrators } from './checks/administrators'
import { clock } from './checks/clock'
import { database } from './checks/database'
import { disk } from './checks/disk'
import { hashing } from './checks/hashing'
import { http } from './checks/http'
import { migrations } from './checks/migrations'
import { node } from './checks/node'
import { pooler } from './checks/pooler'
import { port } from './checks/port'
import { postgres } from './checks/postgres'
import { proxies } from './checks/proxies'
import { publicUrl } from './checks/public-url'
import { changedSecret } from './checks/secret-changed'
import { weakSecret } from './checks/secret-weak'
import { weakTokens } from './checks/tokens-weak'
import { trigrams } from './checks/trigrams'

/** Every check of `npm run doctor`, in the order of its report. */
export const checks: Check[] = [
  node,
  port,
  publicUrl,
  http,
  proxies,
  database,
  postgres,
  trigrams,
  pooler,
  migrations,
  disk,
  clock,
  weakSecret,
  changedSecret,
  weakTokens,
  administrators,
  hashing,
]
