import {
  type Caller,
  type Person,
  requireCaller,
  requirePermission,
  requirePerson,
  requireSession,
} from '@/lib/server/auth/auth'

/** Who calls, for each kind of access. */
export type Callers = {
  static: null
  public: null
  caller: Caller
  person: Person
  session: Person
  admin: Caller
}

/** Finds out who calls. Throws where nobody does who may. */
export const guards: { [A in keyof Callers]: (headers: Headers) => Promise<Callers[A]> } = {
  static: async () => null,
  public: async () => null,
  caller: requireCaller,
  person: requirePerson,
  session: requireSession,
  admin: async (headers) => {
    const caller = await requireCaller(headers)
    requirePermission(caller, 'ADMIN')
    return caller
  },
}
