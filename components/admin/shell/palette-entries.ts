import type { useTranslations } from 'next-intl'
import type { SearchResponse } from '@/lib/schemas/responses'
import type { InviteState } from '@/lib/signup-token-state'

type Translate = ReturnType<typeof useTranslations<'desk.palette'>>

export type FoundLink = SearchResponse['links'][number]

/** What can be done with a link without leaving the palette. */
const linkActs = ['copy', 'pause', 'resume', 'extend'] as const

export type LinkAct = (typeof linkActs)[number]

/** What the palette asks for: anything, one link's actions, somebody, a theme, a language. */
export type Step =
  | { name: 'all' | 'people' | 'theme' | 'language' }
  | { name: 'link'; link: FoundLink }

export type Does =
  | { kind: 'go'; href: string }
  | { kind: 'step'; step: Step }
  | { kind: 'act'; act: LinkAct; link: FoundLink }
  | { kind: 'prefer'; name: 'lang' | 'theme'; value: string }
  | { kind: 'signOut' }

export type Entry = { id: string; name: string; note?: string; does: Does }

/** Entries under their heading. `value` is what the combobox knows a group by. */
export type EntryGroup = { value: string; items: Entry[] }

export type Preferences = { languages: readonly (readonly [string, string])[] }

const pageNames = [
  ['overview', '/admin'],
  ['links', '/admin/links'],
  ['requests', '/admin/requests'],
  ['people', '/admin/people'],
  ['events', '/admin/events'],
  ['settings', '/admin/settings'],
  ['account', '/account'],
  ['tokens', '/account/tokens'],
] as const

/** What makes sense in each state. */
const offered: Record<InviteState, readonly LinkAct[]> = {
  open: ['copy', 'pause', 'extend'],
  scheduled: ['copy', 'pause', 'extend'],
  paused: ['copy', 'resume', 'extend'],
  expired: ['copy', 'extend'],
  full: ['copy', 'pause', 'extend'],
  revoked: [],
}

function isOffered(act: LinkAct, { state }: FoundLink): boolean {
  return offered[state].includes(act)
}

const themes = ['auto', 'light', 'dark'] as const

/** Whether a word of the name starts as each word that was typed does. */
function matches(name: string, text: string): boolean {
  const words = name.toLocaleLowerCase().split(/\s+/)
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return wanted.every((start) => words.some((word) => word.startsWith(start)))
}

/** A text that starts with what to do, such as "pause row": the actions meant, and the rest. */
function verbIn(text: string, t: Translate): { acts: LinkAct[]; rest: string } {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  const acts = linkActs.filter((act) => first.length > 1 && matches(t(`acts.${act}`), first))
  return rest.length > 0 && acts.length > 0
    ? { acts, rest: rest.join(' ') }
    : { acts: [], rest: text.trim() }
}

/** What the server is asked for. */
export function searchedFor(text: string, t: Translate): string {
  return verbIn(text, t).rest
}

function pageEntries(t: Translate): Entry[] {
  return pageNames.map(([name, href]) => {
    return { id: href, name: t(`pages.${name}`), does: { kind: 'go', href } }
  })
}

function stepEntry(name: 'people' | 'theme' | 'language', t: Translate): Entry {
  return { id: name, name: t(`commands.${name}`), does: { kind: 'step', step: { name } } }
}

function commandEntries(t: Translate): Entry[] {
  const does: Does = { kind: 'go', href: '/admin/links?new' }
  return [{ id: 'create', name: t('commands.create'), does }, stepEntry('people', t)]
}

function ownEntries(t: Translate, { languages }: Preferences): Entry[] {
  return [
    ...(languages.length > 1 ? [stepEntry('language', t)] : []),
    stepEntry('theme', t),
    { id: 'signOut', name: t('commands.signOut'), does: { kind: 'signOut' } },
  ]
}

function linkEntry(link: FoundLink, t: Translate): Entry {
  const does: Does = { kind: 'step', step: { name: 'link', link } }
  return { id: `link ${link.id}`, name: link.name, note: t(`states.${link.state}`), does }
}

function personEntries({ people }: SearchResponse): Entry[] {
  return people.map(({ id, name, email }) => {
    const does: Does = { kind: 'go', href: `/admin/people/${id}` }
    return { id: `person ${id}`, name, note: email, does }
  })
}

function actEntries(link: FoundLink, t: Translate, acts: readonly LinkAct[]): Entry[] {
  return acts
    .filter((act) => isOffered(act, link))
    .map((act) => {
      const does: Does = { kind: 'act', act, link }
      return { id: `${act} ${link.id}`, name: t(`acts.${act}`), note: link.name, does }
    })
}

function linkGroup(link: FoundLink, t: Translate): Entry[] {
  const href = `/admin/links/${link.id}`
  const open: Entry = { id: href, name: t('open'), note: link.name, does: { kind: 'go', href } }
  return [open, ...actEntries(link, t, linkActs)]
}

function preferenceEntries(name: 'theme' | 'language', t: Translate, own: Preferences): Entry[] {
  if (name === 'theme') {
    return themes.map((value) => {
      const does: Does = { kind: 'prefer', name: 'theme', value }
      return { id: value, name: t(`themes.${value}`), does }
    })
  }
  return own.languages.map(([value, label]) => {
    return { id: value, name: label, does: { kind: 'prefer', name: 'lang', value } }
  })
}

type Asked = { text: string; step: Step; found: SearchResponse; preferences: Preferences }

/** What is offered for a text, in groups; the first entry is what is most likely meant. */
export function groupsFor({ text, step, found, preferences }: Asked, t: Translate): EntryGroup[] {
  const filtered = (items: Entry[]) => items.filter(({ name }) => matches(name, text))
  if (step.name === 'link') return named(step.link.name, filtered(linkGroup(step.link, t)))
  if (step.name === 'people') return named(t('groups.people'), personEntries(found))
  if (step.name !== 'all') {
    return named(t(`commands.${step.name}`), filtered(preferenceEntries(step.name, t, preferences)))
  }
  const { acts } = verbIn(text, t)
  const wanted = found.links.flatMap((link) => actEntries(link, t, acts))
  const links = found.links.map((link) => linkEntry(link, t))
  const pages = named(t('groups.pages'), filtered(pageEntries(t)))
  return [
    ...named(t('groups.acts'), wanted),
    ...named(t('groups.commands'), filtered(commandEntries(t))),
    // A page is meant where it matches a text; without one the newest links are nearer.
    ...(text === '' ? [] : pages),
    ...named(t('groups.links'), links),
    ...named(t('groups.people'), personEntries(found)),
    ...(text === '' ? pages : []),
    ...named(t('groups.you'), filtered(ownEntries(t, preferences))),
  ]
}

function named(value: string, items: Entry[]): EntryGroup[] {
  return items.length === 0 ? [] : [{ value, items }]
}
