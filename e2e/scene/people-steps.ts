import { VIEWER_ROLE } from '@/lib/roles'
import { updateProfile } from '@/lib/server/account/account'
import { signOut } from '@/lib/server/account/login'
import { createPasswordReset, revokePasswordReset } from '@/lib/server/account/password-resets'
import { createPersonalToken } from '@/lib/server/account/personal-tokens'
import { getDb } from '@/lib/server/db/db'
import { attemptRow } from '@/lib/server/events/events'
import { updateSettings } from '@/lib/server/settings/update-settings'
import { deleteUser, endSessionsOf, updateUser } from '@/lib/server/users/users'
import { by, type Cast, from, signIn } from './cast'
import { type Admin, admins } from './names'
import { daysAhead, type Step } from './steps'

/** How often people sign in, at times that are drawn. */
const SIGN_INS = 130

/** What becomes of accounts: other roles and names, disabled, signed out, deleted. */
export function changePeople(cast: Cast): Step[] {
  const change = (
    at: number,
    who: Admin,
    email: string,
    input: Parameters<typeof updateUser>[2],
  ) => ({
    at,
    act: () => by(cast, who, (actor) => updateUser(actor, cast.person(email).userId, input, null)),
  })
  const leaver = 'leaves@mail.example'
  const leave = async () => {
    const person = cast.person(leaver)
    await from(leaver, () => deleteUser(person, person.userId, null))
    cast.forget(leaver)
  }
  const attempt = async () => {
    const row = attemptRow(cast.person('grace@example.org').userId, cast.link('spring').id)
    await getDb().event.create({ data: row })
  }
  return [
    change(-8, 'rosa', admins.tomas.email, { rootRole: VIEWER_ROLE }),
    change(-7, 'rosa', 'grace@example.org', { rootRole: 'Editor' }),
    change(-6, 'magda', 'ada.lovelace@example.org', { name: 'Ada King, Countess of Lovelace' }),
    change(-2.5, 'magda', 'juergen.weiss@rowing-club.example', { enabled: false }),
    { at: -2.49, act: () => cast.forgetDisabled() },
    change(-1.5, 'kenji', 'li@example.org', { enabled: false }),
    change(-1.4, 'kenji', 'li@example.org', { enabled: true }),
    {
      at: -1.2,
      act: () =>
        by(cast, 'rosa', (actor) => endSessionsOf(actor, cast.person('bo@example.org').userId)),
    },
    { at: -2.2, act: attempt },
    { at: -0.15, act: leave },
  ]
}

/** API tokens of several ages, reset links, settings, and a name that is changed. */
export function changeAccounts(cast: Cast): Step[] {
  const token = (at: number, who: Admin, description: string, days: number) => ({
    at,
    act: () =>
      from(admins[who].email, () =>
        createPersonalToken(cast.person(admins[who].email), {
          description,
          expiresAt: daysAhead(days).toISOString(),
        }),
      ),
  })
  const reset = (at: number, who: Admin, email: string) => ({
    at,
    act: () => by(cast, who, (actor) => createPasswordReset(actor, cast.person(email).userId)),
  })
  const settings = (at: number, input: Parameters<typeof updateSettings>[1]) => ({
    at,
    act: () => by(cast, 'rosa', (actor) => updateSettings(actor, input, null)),
  })
  return [
    token(-36, 'rosa', 'Nightly export to the membership list', 365),
    token(-20, 'rosa', 'CI', 21),
    token(-12, 'rosa', 'Board meeting, slides', 10),
    token(-0.5, 'rosa', 'Ein Token mit einem sehr langen Namen für die Terminverwaltung', 90),
    token(-9, 'kenji', 'Scripts', 30),
    reset(-6, 'kenji', 'hanako.sato@example.org'),
    reset(-0.3, 'magda', 'soren@rowing-club.example'),
    reset(-0.2, 'magda', 'noor@mail.example'),
    { at: -0.1, act: () => revokeReset(cast, 'noor@mail.example') },
    settings(-39, { linkDefaults: { hours: 168, rootRole: VIEWER_ROLE, maxUses: null } }),
    settings(-38.5, { contact: admins.rosa.email }),
    {
      at: -30,
      act: () =>
        updateProfile(cast.person(admins.rosa.email), { name: 'Rosa Delgado', username: 'rosa' }),
    },
  ]
}

function revokeReset(cast: Cast, email: string) {
  const { userId } = cast.person(email)
  return by(cast, 'magda', async (actor) => {
    const { id } = await getDb().passwordReset.findFirstOrThrow({ where: { userId } })
    await revokePasswordReset(actor, userId, id)
  })
}

/** People who sign in now and then; administrators also now, in several browsers, and one signs out. */
export function signIns(cast: Cast): Step[] {
  const drawn = Array.from({ length: SIGN_INS }, (): Step => {
    // The club grows, so more of them lately.
    const at = -39.5 * cast.draw() ** 1.5 - 0.02
    return { at, act: () => visit(cast) }
  })
  const rosa = [0, 1, 2].map((offset): Step => {
    const { email } = admins.rosa
    const enter = () => from(email, () => signIn(cast.person(email), offset), offset)
    return { at: -1.1 + offset / 2, act: enter }
  })
  return [...drawn, ...rosa]
}

async function visit(cast: Cast): Promise<void> {
  const person = cast.drawPerson()
  await from(person.name, async () => {
    const sessionId = await signIn(person)
    if (cast.draw() < 0.15) await signOut({ ...person, sessionId })
  })
}
