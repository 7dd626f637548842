import {
  Activity,
  ChevronLeft,
  Inbox,
  LayoutDashboard,
  Link2,
  LogOut,
  Menu,
  Settings,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { BrandContent } from '@/components/ui/brand'
import { instanceName } from '@/components/ui/instance-name'
import { Preferences } from '@/components/ui/preferences'
import { formatCount } from '@/lib/row-counts'
import { PageTitle } from './page-title'
import { PaletteButton } from './palette'

const sections = [
  { href: '/admin', name: 'overview', Icon: LayoutDashboard },
  { href: '/admin/links', name: 'links', Icon: Link2 },
  { href: '/admin/requests', name: 'requests', Icon: Inbox },
  { href: '/admin/people', name: 'people', Icon: Users },
  { href: '/admin/events', name: 'events', Icon: Activity },
  { href: '/admin/settings', name: 'settings', Icon: Settings },
] as const

type DeskUser = {
  name: string
  email: string
  /** How many people wait for a new invite. */
  openRequests: number
}

type Props = {
  /** Which section this page belongs to. */
  section: (typeof sections)[number]['href'] | '/account'
  title: string
  currentUser: DeskUser
  /** What stands beside the title, such as a state. */
  mark?: ReactNode
  /** The page above, which the title does not name. */
  up?: { href: string; name: string }
  /** What can be done here, beside the title. */
  actions?: ReactNode
  /** Forms and texts are easier to read in a narrow column. */
  narrow?: boolean
  children: ReactNode
}

/** Every page of the admin area: the way to the others, a title, what can be done, and the content. */
export async function Shell(props: Props) {
  const { title, mark, up, actions, narrow, children } = props
  const [t, name] = await Promise.all([getTranslations('desk.shell'), instanceName()])
  const frame = (
    <>
      <Sections {...props} />
      <Foot {...props} />
    </>
  )
  const brand = (
    <Link className="brand" href="/admin" prefetch={false}>
      <BrandContent name={name} />
    </Link>
  )
  return (
    <div className="desk">
      <header className="topbar">
        {brand}
        <PaletteButton compact />
        <details key={title}>
          <summary>
            <Menu aria-hidden="true" />
            {t('menu')}
          </summary>
          <div className="topbar-menu">{frame}</div>
        </details>
      </header>
      <aside className="side" aria-label={t('area')}>
        {brand}
        <PaletteButton />
        {frame}
      </aside>
      <main id="main" className={`desk-page ${narrow ? 'desk-narrow' : ''}`}>
        <noscript>
          <p className="note note-warn">{t('withoutScripts')}</p>
        </noscript>
        <div className="stack-tight">
          {up && (
            <Link className="crumb" href={up.href} prefetch={false}>
              <ChevronLeft aria-hidden="true" size={16} />
              {up.name}
            </Link>
          )}
          <div className="page-head">
            <div className="page-title">
              <PageTitle>{title}</PageTitle>
              {mark}
            </div>
            {actions && <div className="row">{actions}</div>}
          </div>
        </div>
        {children}
      </main>
    </div>
  )
}

async function Sections({ section, currentUser }: Props) {
  const [t, locale] = await Promise.all([getTranslations('desk.shell'), getLocale()])
  const { openRequests } = currentUser
  return (
    <nav aria-label={t('area')}>
      <ul className="nav">
        {sections.map(({ href, name, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              className="nav-item"
              aria-current={href === section ? 'page' : undefined}
            >
              <Icon aria-hidden="true" />
              {t(name)}
              {name === 'requests' && openRequests > 0 && (
                <span className="count" title={t('waiting', { count: openRequests })}>
                  {formatCount(openRequests, locale)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

async function Foot({ section, currentUser }: Props) {
  const t = await getTranslations('desk.shell')
  const { name, email } = currentUser
  return (
    <div className="side-foot">
      <Link
        href="/account"
        prefetch={false}
        className="nav-item nav-who"
        aria-current={section === '/account' ? 'page' : undefined}
      >
        <span dir="auto">{name}</span>
        <span dir="ltr" className="small soft" title={email}>
          {email}
        </span>
      </Link>
      <details className="side-preferences">
        <summary>{t('preferences')}</summary>
        <Preferences />
      </details>
      <form method="post" action="/logout">
        <button type="submit" className="nav-item">
          <LogOut aria-hidden="true" />
          {t('signOut')}
        </button>
      </form>
    </div>
  )
}
