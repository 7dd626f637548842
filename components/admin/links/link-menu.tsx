'use client'

import {
  CalendarPlus,
  Copy,
  CopyPlus,
  Link2Off,
  type LucideIcon,
  Pause,
  Pencil,
  Play,
  Plus,
  RefreshCw,
  Share2,
  TextCursorInput,
  Undo2,
  UserX,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Menu, type MenuItem } from '@/components/admin/ui/menu'
import { useScripting } from '@/components/ui/scripting'
import { type LinkAction, linkActions } from './link-actions'
import type { LinkView } from './link-values'

export type RunLinkAction = (link: LinkView, action: LinkAction) => void

const icons: Record<LinkAction, LucideIcon> = {
  copy: Copy,
  share: Share2,
  rename: TextCursorInput,
  edit: Pencil,
  extend: CalendarPlus,
  extendWeek: CalendarPlus,
  addPlaces: Plus,
  addTen: Plus,
  pause: Pause,
  resume: Play,
  duplicate: CopyPlus,
  replace: RefreshCw,
  revoke: Link2Off,
  restore: Undo2,
}

type ButtonProps = { link: LinkView; action: LinkAction; run: RunLinkAction; primary?: boolean }

/** One action of a link as a button with its word. */
export function LinkActionButton({ link, action, run, primary = false }: ButtonProps) {
  const t = useTranslations('desk.links')
  const scripting = useScripting()
  const Icon = icons[action]
  return (
    <button
      type="button"
      className={`button ${primary ? 'button-primary' : ''}`}
      disabled={!scripting}
      onClick={() => run(link, action)}
    >
      <Icon aria-hidden="true" />
      {t(action)}
    </button>
  )
}

type MenuProps = {
  link: LinkView
  run: RunLinkAction
  /** Actions that have a button of their own already. */
  without?: readonly LinkAction[]
}

/** What can be done with a link in its state. */
export function LinkMenu({ link, run, without = [] }: MenuProps) {
  const t = useTranslations('desk.links')
  const removePeople: MenuItem = {
    label: t('removePeople'),
    icon: <UserX aria-hidden="true" />,
    danger: true,
    href: `/admin/links/${link.id}/rollback`,
  }
  const itemOf = (action: LinkAction): MenuItem => {
    const Icon = icons[action]
    return {
      label: t(action),
      icon: <Icon aria-hidden="true" />,
      danger: action === 'revoke',
      onSelect: () => run(link, action),
    }
  }
  const groups = linkActions(link).groups.map((group) =>
    group.filter((action) => !without.includes(action)).map(itemOf),
  )
  return (
    <Menu
      label={t('actionsFor', { name: link.name })}
      groups={[...groups, link.useCount > 0 ? [removePeople] : []]}
    />
  )
}
