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

/** An email with an invite in it, for the mail program. Line breaks of a name stay out of the header. */
export function mailto({ name, url, ends }: { name: string; url: string; ends: string }): string {
  const subject = `Invitation: ${name}`.replace(/\s+/g, ' ')
  const body = `You're invited. Open this link to join:\r\n\r\n${url}\r\n\r\nThe link works until ${ends}.`
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
}

/** Whether an address leads to the machine it is opened on, and so nowhere for anybody else. */
export function isLocalAddress(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname.endsWith('.localhost') || isLoopback(hostname)
}

function isLoopback(hostname: string): boolean {
  return hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
