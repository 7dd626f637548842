/** A `mailto:` link to one address: what a local part may hold, such as `?` or `&`, adds no headers (RFC 6068). */
export function mailtoUrl(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`
}
