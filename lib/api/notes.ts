import type * as z from 'zod/mini'
import { inputNotes } from './notes-inputs'
import { linkNotes } from './notes-links'
import { accountNotes } from './notes-people'
import { serviceNotes } from './notes-service'
import type { SchemaName, schemas } from './schemas'

/** What a value is, and what each of its fields is where it is an object or a list of objects. */
export type Note<T> = string | readonly [string, Notes<T>]

type Notes<T> = T extends readonly (infer E)[]
  ? Notes<E>
  : T extends object
    ? { readonly [K in keyof T]-?: Note<NonNullable<T[K]>> }
    : never

/** The notes of some schemas: one for each field of each. */
export type NotesOf<N extends SchemaName> = {
  readonly [K in N]: readonly [string, Notes<z.input<(typeof schemas)[K]>>]
}

/**
 * What every schema and field is, for the document. The schemas themselves are bundled for browsers, which
 * do not need these sentences.
 */
export const notes: NotesOf<SchemaName> = {
  ...inputNotes,
  ...linkNotes,
  ...accountNotes,
  ...serviceNotes,
}
