'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useScripting } from '@/components/ui/scripting'

export type MenuItem = {
  label: string
  icon?: ReactNode
  /** For what cannot be undone, or ends something. */
  danger?: boolean
  disabled?: boolean
} & ({ onSelect: () => void } | { href: string })

type Props = {
  /** What the button is called, such as "Actions for Rowing club". */
  label: string
  /** Groups of items, with a line between them. Empty groups are left out. */
  groups: MenuItem[][]
  /** The words of the button; without them it has three dots. */
  children?: ReactNode
  className?: string
}

/** A button with a menu of actions (WAI-ARIA "menu button"). */
export function Menu({ label, groups, children, className }: Props) {
  const scripting = useScripting()
  const shown = groups.filter(({ length }) => length > 0)
  return (
    <Base.Root modal={false}>
      <Base.Trigger
        className={className ?? `button ${children ? '' : 'button-quiet button-icon'}`}
        aria-label={children ? undefined : label}
        disabled={!scripting}
      >
        {children ?? <Ellipsis aria-hidden="true" />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="positioner" align="end" sideOffset={4} collisionPadding={8}>
          <Base.Popup className="popup menu" aria-label={label}>
            {shown.map((items, index) => (
              <Base.Group key={items[0]?.label}>
                {index > 0 && <Base.Separator className="menu-line" />}
                {items.map((item) => (
                  <Item key={item.label} item={item} />
                ))}
              </Base.Group>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ item }: { item: MenuItem }) {
  const className = `menu-item ${item.danger ? 'menu-danger' : ''}`
  const content = (
    <>
      {item.icon}
      {item.label}
    </>
  )
  if ('href' in item) {
    return (
      <Base.LinkItem
        className={className}
        closeOnClick
        render={<Link href={item.href} prefetch={false} />}
      >
        {content}
      </Base.LinkItem>
    )
  }
  return (
    <Base.Item className={className} disabled={item.disabled} onClick={item.onSelect}>
      {content}
    </Base.Item>
  )
}
