import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Fragment } from 'react'
import { PersonEvents } from '@/components/admin/events/person-events'
import { AccountState } from '@/components/admin/people/people-list'
import { PersonAccess } from '@/components/admin/people/person-access'
import { PersonDelete } from '@/components/admin/people/person-delete'
import { PersonForm } from '@/components/admin/people/person-form'
import { PersonResets } from '@/components/admin/people/person-resets'
import { PersonTokens } from '@/components/admin/people/person-tokens'
import { Shell } from '@/components/admin/shell/shell'
import { Instant } from '@/components/ui/instant'
import type { PersonField } from '@/lib/schemas/signup'
import { readNumber } from '@/lib/server/db/paging'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { findPerson } from '@/lib/server/pages/people'

type Props = { params: Promise<{ id: string }> }

export const metadata: Metadata = { title: 'Person' }

/** One person: their details, their access, and their activity. */
export default async function PersonPage({ params }: Props) {
  const { id: text } = await params
  const currentUser = await requireAdmin(`/admin/people/${text}`)
  const id = readNumber(text)
  const person = id === null ? null : await findPerson(id)
  if (!person) notFound()
  const isSelf = person.id === currentUser.id
  const { name, email, roleId, version, isLastAdmin } = person
  return (
    <Shell section="/admin/people" title={name} currentUser={currentUser}>
      <p>
        <a href="/admin/people">← People</a>
      </p>
      <div className="columns">
        <div className="stack">
          <PersonForm
            person={{ id: person.id, name, email, roleId, version }}
            isLastAdmin={isLastAdmin}
          />
          <PersonEvents id={person.id} events={person.events} />
        </div>
        <div className="stack">
          <Facts person={person} />
          <PersonAccess person={person} isSelf={isSelf} />
          <PersonResets id={person.id} resets={person.resets} />
          <PersonTokens id={person.id} tokens={person.tokens} />
          {!isLastAdmin && !isSelf && (
            <PersonDelete person={{ id: person.id, name, email, version }} />
          )}
        </div>
      </div>
    </Shell>
  )
}

type FactsProps = { person: NonNullable<Awaited<ReturnType<typeof findPerson>>> }

type OptionalField = Exclude<PersonField, 'name' | 'email'>

/** What not everybody gives at sign-up, with its label. */
const labels: Record<OptionalField, string> = { username: 'Username' }
const optional = Object.entries(labels) as [OptionalField, string][]

function Facts({ person }: FactsProps) {
  const { enabled, reversalId, link, joinedAt, seenAt, sessions, loginAttempts } = person
  return (
    <section className="card stack" aria-labelledby="facts">
      <h2 id="facts">Details</h2>
      <dl className="facts">
        <dt>Account</dt>
        <dd>
          <AccountState enabled={enabled} />
          {!enabled && reversalId !== null && (
            <p className="soft small">Removed with the people who joined through a link</p>
          )}
        </dd>
        {optional.map(
          ([field, label]) =>
            person[field] && (
              <Fragment key={field}>
                <dt>{label}</dt>
                <dd>{person[field]}</dd>
              </Fragment>
            ),
        )}
        <dt>Joined</dt>
        <dd>
          <Instant iso={joinedAt.toISOString()} />
          {link && (
            <>
              {' '}
              through <a href={`/admin/people?link=${link.id}`}>{link.name}</a>
            </>
          )}
        </dd>
        <dt>Last seen</dt>
        <dd>{seenAt ? <Instant iso={seenAt.toISOString()} /> : 'Not since joining'}</dd>
        <dt>Signed in</dt>
        <dd className="numbers">{sessions === 1 ? 'in 1 browser' : `in ${sessions} browsers`}</dd>
        {loginAttempts > 0 && (
          <>
            <dt>Failed sign-ins</dt>
            <dd className="numbers">{loginAttempts} since the last sign-in</dd>
          </>
        )}
      </dl>
    </section>
  )
}
