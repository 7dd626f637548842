import type { Option } from '../command'

/** Options of every list. */
export const listOptions: Option[] = [
  { flags: '--limit <number>', description: 'how many at most; 100 if nothing is said' },
  { flags: '--cursor <cursor>', description: 'go on where the list before this one ended' },
]

/** Says how a list goes on. */
export function noteMore(note: (text: string) => void, cursor: string | number | null): void {
  if (cursor !== null) note(`There are more: --cursor ${cursor}`)
}
