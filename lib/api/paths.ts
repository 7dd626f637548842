import type { PathParameter } from './parameters'

/** The token of an invite link: as long as a real one, and of no link. */
export const exampleToken = 'EXAMPLE-TOKEN-OF-AN-INVITE-LINK-'

export const token: PathParameter = {
  description: "The link's token: the last part of its URL.",
  schema: { type: 'string' },
  example: exampleToken,
}

export const resetToken: PathParameter = {
  description: 'The last part of the password reset link.',
  schema: { type: 'string' },
  example: 'EXAMPLE0ID.EXAMPLE-SECRET-OF-A-RESET-LINK',
}

function row(description: string): PathParameter {
  return {
    description,
    schema: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
    example: 42,
  }
}

export const personId = row('The id of the person.')
export const rollbackId = row('The id of the rollback.')
export const requestId = row('The id of the invite request.')
export const apiTokenId = row('The id of the API token.')

export const sessionId: PathParameter = {
  description: 'The id of the session.',
  schema: { type: 'string' },
  example: 'EXAMPLE-SESSION-ID',
}

export const resetId: PathParameter = {
  description: 'The id of the password reset link.',
  schema: { type: 'string' },
  example: 'EXAMPLE0ID',
}
