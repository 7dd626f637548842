/** What the controls of a person's form hold. */
export type Values = { name: string; email: string; role: string }

export type Person = {
  id: number
  name: string
  email: string
  username: string | null
  roleId: number
  version: number
}

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

/** The control that shows an error of the API. */
export function fieldOf(field: string): keyof Values | null {
  if (field === 'rootRole') return 'role'
  return field === 'name' || field === 'email' ? field : null
}
