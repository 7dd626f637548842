import type { ReactNode } from 'react'
import { Brand } from '@/components/ui/brand'
import { instanceName } from '@/components/ui/instance-name'
import { Palette } from './palette'

const rooms = [
  { href: '/admin', name: 'Links' },
  { href: '/admin/people', name: 'People' },
  { href: '/admin/events', name: 'Events' },
  { href: '/admin/settings', name: 'Settings' },
] as const

type Props = {
  /** Which room this page belongs to. */
  room: (typeof rooms)[number]['href']
  title: string
  viewer: { email: string }
  /** What can be done here, beside the title. */
  actions?: ReactNode
  children: ReactNode
}

/** Every admin page: the way to the other rooms, a title, what can be done, and the content. */
export async function Shell({ room, title, viewer, actions, children }: Props) {
  return (
    <>
      <header className="bar">
        <div className="row row-spread">
          <Brand name={await instanceName()} href="/admin" />
          <nav aria-label="Admin area">
            <ul className="row tabs">
              {rooms.map(({ href, name }) => (
                <li key={href}>
                  <a href={href} aria-current={href === room ? 'page' : undefined}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="row bar-me">
            <Palette />
            <a className="soft small" href="/account">
              {viewer.email}
            </a>
            <form method="post" action="/logout">
              <button type="submit" className="button button-quiet">
                Sign out
              </button>
            </form>
          </div>
        </div>
      </header>
      <main id="main" className="room room-wide">
        <div className="row row-spread">
          <h1>{title}</h1>
          {actions && <div className="row">{actions}</div>}
        </div>
        {children}
      </main>
    </>
  )
}
