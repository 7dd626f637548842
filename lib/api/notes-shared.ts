// What the notes of several schemas have in common.

export const nextCursor = 'The `cursor` of the next page; null on the last.'
const total = [
  'How many there are in all. Only if `count=true` was sent.',
  {
    count: 'The number, at most 10,000.',
    more: 'Whether there are more than `count`.',
  },
] as const
export const page = { nextCursor, total }
export const state = 'The state of the link now.'
export const linkName = 'What administrators call the link.'
export const linkUrl = 'The address to share.'
export const expiresAt = 'When the link ends.'
export const email = "The person's email address."
export const member = {
  id: "The person's id.",
  name: "The person's name.",
  username: "The person's username; absent if they have none.",
}
