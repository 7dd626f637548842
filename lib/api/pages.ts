import { deleteAccountSchema } from '@/lib/schemas/account'
import { docsVoteSchema } from '@/lib/schemas/docs-vote'
import { loginSchema } from '@/lib/schemas/login'
import type { Terms } from './operation'

// The terms of what only pages link to or send: no part of the API, and not in the document.

export const publicFile = { access: 'public' } as const satisfies Terms

export const ownFile = { access: 'person' } as const satisfies Terms

export const adminFile = { access: 'admin' } as const satisfies Terms

export const signInForm = {
  access: 'public',
  takesForm: true,
  body: loginSchema,
} as const satisfies Terms

export const deleteAccountForm = {
  access: 'session',
  endsAccess: true,
  takesForm: true,
  body: deleteAccountSchema,
} as const satisfies Terms

/** A button that ends sessions of one's own. */
export const endSessionsForm = {
  access: 'session',
  endsAccess: true,
  takesForm: true,
} as const satisfies Terms

/** "Was this page helpful?", under each page of the documentation. */
export const docsVoteForm = {
  access: 'public',
  limit: 'docs-vote',
  takesForm: true,
  body: docsVoteSchema,
} as const satisfies Terms
