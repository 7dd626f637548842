/** What the first words of commands with two words are about. */
export const groups: Record<string, string> = {
  link: 'Create, list and change invite links',
  people: 'List and change people',
}
