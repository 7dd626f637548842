import { AppError } from '@/lib/errors'

/** Throws `StaleError` if the caller has read an older version than the current one. */
export function requireVersion(ifMatch: string | null, version: number): void {
  if (ifMatch === null || ifMatch.trim() === '*') return
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  if (!tags.includes(etag(version))) throw new AppError('StaleError')
}

export function etag(version: number): string {
  return `"${version}"`
}
