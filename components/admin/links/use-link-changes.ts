'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useToast } from '@/components/admin/ui/toasts'
import { useChange } from '@/components/admin/ui/use-change'
import { copyText } from '@/components/ui/copy-text'
import { formatInstant } from '@/lib/instants'
import { apiPath, type LinkView, laterEnd } from './link-values'

const bulk = '/api/admin/invite-link/bulk'

type Addressed = Pick<LinkView, 'url'>
type Ending = Pick<LinkView, 'id' | 'expiresAt'>

/** Pause and revoke, and their opposites. No If-Match: a switch says what is wanted, whatever else changed. */
function useSwitches() {
  const t = useTranslations('desk')
  const { change } = useChange()
  const put = (link: Addressed, body: object) =>
    ({ method: 'PUT', url: apiPath(link), body }) as const
  const remove = (link: Addressed) => ({ method: 'DELETE', url: apiPath(link) }) as const
  const done = t('ui.undone')

  async function enable(link: Addressed, enabled: boolean, text: string) {
    const undo = { ...put(link, { enabled: !enabled }), done }
    await change({ ...put(link, { enabled }), done: text, undo })
  }
  async function revoke(link: LinkView) {
    const undo = { ...put(link, { revoked: false }), done }
    const href = `/admin/links/${link.id}/rollback`
    const next = { label: t('links.removePeople'), href }
    const offer = link.useCount > 0 && { next }
    await change({ ...remove(link), done: t('links.revoked'), undo, ...offer })
  }
  async function restore(link: LinkView) {
    const undo = { ...remove(link), done }
    await change({ ...put(link, { revoked: false }), done: t('links.restored'), undo })
  }
  const pause = (link: Addressed, text = t('links.paused')) => enable(link, false, text)
  const resume = (link: Addressed, text = t('links.resumed')) => enable(link, true, text)
  return { pause, resume, revoke, restore }
}

/** More time and more places. */
function useLimits(maxDays: number) {
  const t = useTranslations('desk')
  const locale = useLocale()
  const { change } = useChange()
  const undone = t('ui.undone')

  /** In bulk, which can give back an end that is over. */
  async function extend({ id, expiresAt: before }: Ending, expiresAt: string) {
    const request = { method: 'POST', url: bulk } as const
    const named = { tokens: [id], action: 'extend' }
    const end = formatInstant(new Date(expiresAt), { locale })
    return await change({
      ...request,
      body: { ...named, expiresAt },
      done: t('links.extended', { end }),
      undo: { ...request, body: { ...named, ends: [before] }, done: undone },
      inForm: true,
    })
  }
  async function extendWeek(link: Ending) {
    await extend(link, laterEnd(link.expiresAt, 7, maxDays, new Date()).toISOString())
  }
  /** Only over the number that was read. */
  async function addTen(link: LinkView) {
    const before = link.maxUses ?? link.useCount
    const request = { method: 'PUT', url: apiPath(link) } as const
    await change({
      ...request,
      body: { maxUses: before + 10 },
      ifMatch: `"${link.version}"`,
      done: t('links.placesAdded', { count: before + 10 }),
      undo: { ...request, body: { maxUses: before }, done: undone },
    })
  }
  return { extend, extendWeek, addTen }
}

/**
 * The changes of a link that need no dialog, each with its toast and, where there is one, its undo. A text
 * says what is done where the page does not show it.
 */
export function useLinkChanges(maxDays: number) {
  const t = useTranslations('desk')
  const toast = useToast()
  const switches = useSwitches()
  const { extend, extendWeek, addTen } = useLimits(maxDays)
  async function copy({ url }: Addressed, text = t('links.copied')) {
    const { activeElement } = document
    const near = activeElement instanceof HTMLElement ? activeElement : undefined
    const done = await copyText(url, null, near)
    toast({ text: done ? text : t('ui.copyBlocked') })
  }
  return { now: { copy, ...switches, extendWeek, addTen }, extend }
}
