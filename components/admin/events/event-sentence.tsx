import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useScripting } from '@/components/ui/scripting'
import type { Change, Values } from '@/lib/event-changes'
import { type ActivityEvent, isSelf, type Named, type Sentence } from '@/lib/event-sentence'
import { formatInstant } from '@/lib/instants'
import { roleKey } from '@/lib/roles'

/** What the page is about. */
export type Here = { person?: number; link?: string }

/** What fills a sentence: texts, names of roles and an instant. */
function useFill() {
  const roles = useTranslations('roles')
  const locale = useLocale()
  const zone = useScripting() ? undefined : 'UTC'
  return ({ texts, roles: ids = {}, when }: Values) => ({
    ...texts,
    ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, roles(roleKey(id))])),
    when: () =>
      when && (
        <time suppressHydrationWarning dateTime={when}>
          {formatInstant(new Date(when), { locale, zone })}
        </time>
      ),
  })
}

type Props = { event: ActivityEvent; sentence: Sentence; here: Here }

/** What an event says, with the names in it as links. */
export function EventSentence({ event, sentence, here }: Props) {
  const t = useTranslations('desk.events')
  const fill = useFill()
  const { actor, person, link } = event
  const linkName = link?.name ?? t('someLink')
  return t.rich(`says.${sentence.key}`, {
    ...fill(sentence.values),
    self: isSelf(event) ? 'yes' : 'no',
    actor: () => <Person {...actor} here={here} />,
    person: () => <Person {...(person ?? actor)} here={here} />,
    link: () => (
      <Name href={link && here.link !== link.id ? `/admin/links/${link.id}` : null}>
        {linkName}
      </Name>
    ),
  })
}

/** One of several changes of a line. */
export function EventChange({ change }: { change: Change }) {
  const t = useTranslations('desk.events')
  const fill = useFill()
  return t.rich(`changes.${change.key}`, fill(change.values))
}

/** A person who is deleted has no page any more; a program or the app itself never had one. */
function Person({ id, name, here }: Named & { here: Here }) {
  const t = useTranslations('desk.events')
  const isLinked = id !== null && name !== null && id !== here.person
  return <Name href={isLinked ? `/admin/people/${id}` : null}>{name ?? t('deletedPerson')}</Name>
}

function Name({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null)
    return (
      <strong>
        <bdi>{children}</bdi>
      </strong>
    )
  return (
    <Link href={href} prefetch={false}>
      <bdi>{children}</bdi>
    </Link>
  )
}
