import type { AdminToken, AdminTokenChanges } from '@/lib/server/lifecycle/admin-tokens'

function moment(at: Date | null): string {
  return at ? `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'never'
}

function stateOf({ endedAt, revokedAt }: AdminToken): string {
  if (revokedAt) return `revoked ${moment(revokedAt)}`
  return endedAt ? `ended ${moment(endedAt)}: not in INIT_ADMIN_API_TOKENS` : 'active'
}

/** Formats tokens as a table, one per line, without secrets. */
export function tokenTable(tokens: AdminToken[]): string {
  const head = ['id', 'name', 'created', 'last used', 'state']
  const rows = tokens.map((token) => [
    String(token.id),
    token.name,
    moment(token.createdAt),
    moment(token.lastUsedAt),
    stateOf(token),
  ])
  const table = [head, ...rows]
  const widths = head.map((_, at) => Math.max(...table.map((row) => (row[at] ?? '').length)))
  return table
    .map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}

/** Messages about the tokens for the operator at a start. */
export function tokenNotices({ kept, ended, refused }: AdminTokenChanges): string[] {
  const notices: string[] = []
  if (kept.length > 0) {
    notices.push(
      `INIT_ADMIN_API_TOKENS is not set, so these stored admin API tokens still work. To revoke one, run \`npm run admin-tokens -- revoke <id>\`.\n${tokenTable(kept)}`,
    )
  }
  for (const { name } of ended) {
    notices.push(`${name} no longer works: it is not in INIT_ADMIN_API_TOKENS.`)
  }
  for (const { name } of refused) {
    notices.push(
      `${name} is in INIT_ADMIN_API_TOKENS but was revoked with \`npm run admin-tokens\`. Use a different token there.`,
    )
  }
  return notices
}
