import * as z from 'zod/mini'

/** A filter that somebody gave a name, for this browser. */
export type SavedFilter = { name: string; query: string }

/** How many are kept. */
export const SAVED_MAX = 10
const NAME_MAX = 40

const stored = z.array(z.object({ name: z.string(), query: z.string() }))

/** What the browser's storage holds; nothing where that is not what was put there. */
export function readSaved(text: string | null): SavedFilter[] {
  try {
    return stored.parse(JSON.parse(text ?? '[]')).slice(0, SAVED_MAX)
  } catch {
    return []
  }
}

/** The list with a filter in it; a filter of the same name is replaced, beyond the limit the oldest goes. */
export function withFilter(saved: SavedFilter[], { name, query }: SavedFilter): SavedFilter[] {
  const called = name.trim().slice(0, NAME_MAX)
  if (called === '') return saved
  const others = saved.filter((one) => one.name !== called)
  return [...others, { name: called, query }].slice(-SAVED_MAX)
}
