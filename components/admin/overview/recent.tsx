import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Moment } from '@/components/admin/ui/moment'
import { Section } from '@/components/admin/ui/section'

type Person = {
  id: number
  name: string
  joinedAt: string
  link: { id: string; name: string } | null
}

/** Who came last, through which link, and when. */
export async function Recent({ people, now }: { people: Person[]; now: string }) {
  const t = await getTranslations('desk.overview')
  const all = (
    <Link className="small" href="/admin/people" prefetch={false}>
      {t('allPeople')}
    </Link>
  )
  return (
    <div className="panel overview-recent">
      <Section title={t('recent')} actions={all}>
        <ol className="lines">
          {people.map(({ id, name, joinedAt, link }) => (
            <li key={id} className="line">
              <span className="line-main">
                <Link href={`/admin/people/${id}`} prefetch={false}>
                  <bdi>{name}</bdi>
                </Link>
                <span className="soft small">
                  {link ? t('through', { link: link.name }) : t('withoutLink')}
                </span>
              </span>
              <span className="soft small">
                <Moment iso={joinedAt} now={now} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}
