import { getDb } from '@/lib/server/db/db'
import { insertSignupToken } from '@/lib/server/signup-tokens/signup-tokens'
import { by, type Cast, from } from './cast'
import { changeLinks, removePeople, requestInvites } from './link-steps'
import { linkKeys, roleOf, sceneLinks } from './links'
import { admins, people } from './names'
import { changeAccounts, changePeople, signIns } from './people-steps'
import { daysAhead, type Step } from './steps'

/** All that happened in 40 days, told in the order of time. */
export function tellStory(cast: Cast): Step[] {
  const steps = [
    { at: -41, act: () => cast.addProgram() },
    ...createLinks(cast),
    ...joinAsAdmins(cast),
    ...joinAsPeople(cast),
    ...changeLinks(cast),
    ...removePeople(cast),
    ...requestInvites(cast),
    ...changePeople(cast),
    ...changeAccounts(cast),
    ...signIns(cast),
  ]
  return steps.sort((a, b) => a.at - b.at)
}

function createLinks(cast: Cast): Step[] {
  return linkKeys.map((key) => {
    const link = sceneLinks[key]
    const { name, createdAt: at, startsAt, expiresAt, maxUses = null } = link
    const create = () =>
      by(cast, link.by, async (actor) => {
        const row = await insertSignupToken(getDb(), actor, {
          name,
          maxUses,
          roleId: roleOf(link),
          startsAt: startsAt === undefined ? null : daysAhead(startsAt - at),
          expiresAt: daysAhead(expiresAt - at),
        })
        cast.setLink(key, row)
      })
    return { at, act: create }
  })
}

function joinAsAdmins(cast: Cast): Step[] {
  return Object.values(admins).map(({ name, email }, index) => ({
    at: -39.9 + index / 20,
    act: () => from(email, () => cast.join('committee', name, email)),
  }))
}

function joinAsPeople(cast: Cast): Step[] {
  const queue = [...people]
  return linkKeys.flatMap((key) => {
    const { joins = 0, joining: [first, last] = [0, 0] } = sceneLinks[key]
    return queue.splice(0, joins).map(([name, email], index): Step => {
      const at = joins === 1 ? last : first + ((last - first) * index) / (joins - 1)
      return { at, act: () => from(email, () => cast.join(key, name, email)) }
    })
  })
}
