import type { ReactNode } from 'react'
import { Brand } from '@/components/ui/brand'
import { instanceName } from '@/components/ui/instance-name'
import { Palette } from './palette'

const sections = [
  { href: '/admin', name: 'Links' },
  { href: '/admin/people', name: 'People' },
  { href: '/admin/events', name: 'Events' },
  { href: '/admin/settings', name: 'Settings' },
] as const

type Props = {
  /** Which section this page belongs to. */
  section: (typeof sections)[number]['href']
  title: string
  currentUser: { email: string }
  /** What can be done here, beside the title. */
  actions?: ReactNode
  children: ReactNode
}

/** Every admin page: links to the other sections, a title, what can be done, and the content. */
export async function Shell({ section, title, currentUser, actions, children }: Props) {
  return (
    <>
      <header className="bar">
        <div className="row row-spread">
          <Brand name={await instanceName()} href="/admin" />
          <nav aria-label="Admin area">
            <ul className="row tabs">
              {sections.map(({ href, name }) => (
                <li key={href}>
                  <a href={href} aria-current={href === section ? 'page' : undefined}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="row bar-me">
            <Palette />
            <a className="soft small" href="/account">
              {currentUser.email}
            </a>
            <form method="post" action="/logout">
              <button type="submit" className="button button-quiet">
                Sign out
              </button>
            </form>
          </div>
        </div>
      </header>
      <main id="main" className="page page-wide">
        <div className="row row-spread">
          <h1>{title}</h1>
          {actions && <div className="row">{actions}</div>}
        </div>
        {children}
      </main>
    </>
  )
}
