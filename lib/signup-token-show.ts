import * as z from 'zod/mini'

/** What invitees see of a link beside its dates and its role. */
export type LinkShow = {
  /** What the link is called in public; its name is for administrators only. */
  title?: string
}

type Members = Record<keyof LinkShow, z.ZodMiniType<unknown, unknown>>

/** As the database holds it: members of a later version are left out. */
const stored = z.object({ title: z.optional(z.string()) } satisfies Members)

/** What is shown of a link, of its row. */
export function showOf({ show }: { show: unknown }): LinkShow {
  const { data } = stored.safeParse(show)
  return data?.title === undefined ? {} : { title: data.title }
}

/** A change of some members: null takes one away, one that is left out stays. */
export type ShowChange = { [Name in keyof LinkShow]?: LinkShow[Name] | null | undefined }

/** What is shown once a change is in it. */
export function withShow(before: LinkShow, change: ShowChange): LinkShow {
  const members = Object.entries({ ...before, ...definedOf(change) })
  return Object.fromEntries(members.filter(([, value]) => value !== null))
}

function definedOf(change: ShowChange): ShowChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
