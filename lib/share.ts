/** A text as one word of a POSIX shell, whatever is in it. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

type Link = {
  name: string
  expiresAt: string
  startsAt: string | null
  maxUses: number | null
  role: string
}

/** The command that creates such a link: run as it stands, it needs an API token and nothing else. */
export function curlCommand(origin: string, link: Link): string {
  const { name, expiresAt, startsAt, maxUses, role } = link
  const body = {
    name,
    expiresAt,
    ...(startsAt !== null && { startsAt }),
    ...(maxUses !== null && { maxUses }),
    rootRole: role,
  }
  return [
    `curl -X POST ${shellQuote(`${origin}/api/admin/invite-link/tokens`)}`,
    '  -H "Authorization: $FOYER_API_TOKEN"',
    "  -H 'Content-Type: application/json'",
    `  -d ${shellQuote(JSON.stringify(body))}`,
  ].join(' \\\n')
}

/** An email for the mail program. Line breaks stay out of the subject, which is a header. */
export function mailto({ subject, body }: { subject: string; body: string }): string {
  const line = subject.replace(/\s+/g, ' ')
  const text = body.replace(/\r?\n/g, '\r\n')
  return `mailto:?subject=${encodeURIComponent(line)}&body=${encodeURIComponent(text)}`
}

/** Whether an address leads to the machine it is opened on, and so nowhere for anybody else. */
export function isLocalAddress(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || isLoopback(hostname)
}

function isLoopback(hostname: string): boolean {
  return hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
