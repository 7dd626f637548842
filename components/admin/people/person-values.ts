import * as z from 'zod/mini'
import { roles } from '@/lib/roles'
import { emailSchema, lineSchema } from '@/lib/schemas/fields'

/** What the form of a person asks. */
export const personSchema = z.object({ name: lineSchema, email: emailSchema, role: z.string() })

export type Values = z.infer<typeof personSchema>

export type Person = { id: number; name: string; email: string; roleId: number; version: number }

/** What each field is called. */
export const names = { name: 'Name', email: 'Email address', role: 'Role' } as const

/** A person as the form shows them. */
export function valuesOf({ name, email, roleId }: Person): Values {
  return { name, email, role: String(roleId) }
}

/** What differs between two, as the API takes it. */
export function changes(from: Values, to: Values) {
  return {
    ...(to.name !== from.name && { name: to.name }),
    ...(to.email !== from.email && { email: to.email }),
    ...(to.role !== from.role && { rootRole: Number(to.role) }),
  }
}

/** A new value, in words. */
export function saidOf(field: keyof Values, value: string): string {
  const said = field === 'role' ? roles.find(({ id }) => String(id) === value)?.name : value
  return `${names[field]} is now ${said}.`
}
