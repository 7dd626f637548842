import { privateRanges } from '@/lib/server/runtime/address-list'
import { type Env, isShortToken } from '@/lib/server/runtime/env'

/** The settings that can lead to advice. */
type Advised = Pick<
  Env,
  'publicUrl' | 'bcryptCost' | 'initAdminApiTokens' | 'trustProxyHops' | 'trustProxyFrom'
>

/** Advice for the operator about the settings, one sentence each (WIRE §5). */
export function adviceOn({
  publicUrl,
  bcryptCost,
  initAdminApiTokens = [],
  trustProxyHops,
  trustProxyFrom,
}: Advised): string[] {
  const { hostname, protocol } = new URL(publicUrl)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const sentences: string[] = []
  if (isLocal) {
    sentences.push('Links work on this machine only; set PUBLIC_URL to the address people use.')
  } else if (protocol === 'http:') {
    sentences.push('PUBLIC_URL is plain http: passwords and sessions can be read in transit.')
  }
  if (bcryptCost < 10) {
    sentences.push(
      `BCRYPT_COST is ${bcryptCost}: stolen hashes can be guessed quickly; use 10 or more.`,
    )
  }
  if (initAdminApiTokens.some(isShortToken)) {
    sentences.push(
      'INIT_ADMIN_API_TOKENS has a token with fewer than 32 characters after *:*., which can be guessed. Generate one with `openssl rand -hex 32`.',
    )
  }
  if (trustProxyHops > 0) {
    const isDefault = trustProxyFrom.join() === privateRanges.join()
    const trusted = isDefault
      ? 'loopback, private and link-local addresses'
      : trustProxyFrom.join(', ')
    sentences.push(
      `X-Forwarded-For is trusted only from ${trusted || 'nobody'} (TRUST_PROXY_FROM). Every other connection counts as a client with its own address.`,
    )
  }
  return sentences
}

/**
 * Advice for the operator about the user that Foyer runs as (docs/decisions/0044).
 * @param uid from `process.getuid`; 0 is root
 */
export function adviceOnUser(uid: number | undefined): string[] {
  if (uid !== 0) return []
  return [
    'Foyer is running as root and does not need to. Run it as a dedicated user (docs/decisions/0044).',
  ]
}

/**
 * Advice for the operator about a pooler that Foyer was not told of (docs/decisions/0066).
 * @param isPooled whether one is in front of the database
 * @param setting DATABASE_POOLER
 */
export function adviceOnPooler(isPooled: boolean, setting: Env['databasePooler']): string[] {
  if (!isPooled || setting !== null) return []
  return [
    'DATABASE_URL leads to a pooler. Set DATABASE_POOLER=transaction unless the pooler keeps prepared statements.',
  ]
}
