'use client'

import { useTranslations } from 'next-intl'
import { useLinkChanges } from '@/components/admin/links/use-link-changes'
import type { FoundLink, LinkAct } from './palette-entries'

/** Does something with a link, and says by its name how it went: the palette stands on any page. */
export function useLinkAct(maxDays: number) {
  const t = useTranslations('desk.palette')
  const { copy, pause, resume, extendWeek } = useLinkChanges(maxDays).now
  return async (act: LinkAct, link: FoundLink) => {
    if (act === 'extend') return await extendWeek(link)
    const change = { copy, pause, resume }[act]
    await change(link, t(`done.${act}`, { name: link.name }))
  }
}
