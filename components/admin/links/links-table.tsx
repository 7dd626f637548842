'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { CopyButton } from '@/components/admin/ui/copy-button'
import { type Column, DataTable } from '@/components/admin/ui/data-table'
import { Moment } from '@/components/admin/ui/moment'
import { roleKey } from '@/lib/roles'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { BulkBar } from './bulk-bar'
import { isShareable } from './link-actions'
import { LinkMenu, type RunLinkAction } from './link-menu'
import { LinkPlaces } from './link-places'
import { sortOf } from './link-sorts'
import { LinkState } from './link-state'
import type { LinkFormFacts, LinkView } from './link-values'
import { RenameLink } from './rename-link'
import { useLinkActions } from './use-link-actions'

type ListedLink = LinkView & { requests: number }

type Props = {
  links: ListedLink[]
  facts: LinkFormFacts & { now: string }
  path: string
  filters: LinkFilters
}

/** Invite links, to be looked at, copied and changed, one or many at once. */
export function LinksTable({ links, facts, path, filters }: Props) {
  const t = useTranslations('desk.links')
  const [renamed, setRenamed] = useState<string | null>(null)
  const { run, dialogs } = useLinkActions({ links, facts, onRename: ({ id }) => setRenamed(id) })
  const columns = useColumns({
    now: facts.now,
    run,
    renamed,
    onRenamed: (id) => {
      flushSync(() => setRenamed(null))
      // Where the field was is the name again; whoever has gone on elsewhere stays there.
      if (document.activeElement === document.body) document.getElementById(nameId(id))?.focus()
    },
    sort: (column) => sortOf(column, path, filters),
  })
  return (
    <>
      <DataTable
        label={t('list')}
        className="link-rows"
        rows={links}
        columns={columns}
        bulk={(selected, done) => (
          <BulkBar links={selected} maxDays={facts.maxDays} onDone={done} />
        )}
      />
      {dialogs}
    </>
  )
}

function nameId(id: string): string {
  return `link-${id}`
}

type ColumnOptions = {
  now: string
  run: RunLinkAction
  /** The link whose name is a field. */
  renamed: string | null
  onRenamed: (id: string) => void
  sort: (column: 'name' | 'ends' | 'places') => NonNullable<Column<ListedLink>['sort']>
}

function useColumns({ now, run, renamed, onRenamed, sort }: ColumnOptions): Column<ListedLink>[] {
  const t = useTranslations('desk.links')
  const role = useTranslations('roles')
  const column = (id: 'name' | 'ends' | 'places') => ({ id, head: t(id), sort: sort(id) })
  return [
    {
      ...column('name'),
      kind: 'main',
      cell: (link) =>
        link.id === renamed ? (
          <RenameLink link={link} onEnd={() => onRenamed(link.id)} />
        ) : (
          <Name link={link} now={now} />
        ),
    },
    { id: 'state', head: t('state'), cell: ({ state }) => <LinkState state={state} /> },
    { ...column('places'), kind: 'number', cell: (link) => <LinkPlaces link={link} /> },
    { id: 'role', head: t('role'), priority: 2, cell: ({ roleId }) => role(roleKey(roleId)) },
    { ...column('ends'), cell: (link) => <End link={link} now={now} /> },
    {
      id: 'joined',
      head: t('lastJoined'),
      priority: 3,
      cell: ({ lastUsedAt }) => lastUsedAt && <Moment iso={lastUsedAt} now={now} />,
    },
    {
      id: 'creator',
      head: t('createdBy'),
      kind: 'soft',
      priority: 3,
      cell: ({ creator, creatorEmail }) => (
        <span className="cut" dir="auto" title={creatorEmail ?? creator}>
          {creator}
        </span>
      ),
    },
    {
      id: 'actions',
      head: t('actions'),
      kind: 'end',
      cell: (link) => <Actions link={link} run={run} />,
    },
  ]
}

/** When a link ends or ended; on a phone, where no head says so, in words. */
function End({ link: { expiresAt, revokedAt }, now }: { link: ListedLink; now: string }) {
  const t = useTranslations('desk.links')
  const at = revokedAt ?? expiresAt
  const key = revokedAt ? 'revokedWhen' : expiresAt > now ? 'endsWhen' : 'endedWhen'
  return t.rich(key, {
    label: (text) => <span className="in-card">{text}</span>,
    moment: () => <Moment iso={at} now={now} />,
  })
}

/** What a link is called, and below what else there is to say of it. */
function Name({ link, now }: { link: ListedLink; now: string }) {
  const t = useTranslations('desk.links')
  const { id, name, show, state, startsAt, requests, creatorLost } = link
  const page = `/admin/links/${id}`
  const opens = state === 'scheduled' ? startsAt : null
  const says = show.title || requests > 0 || creatorLost || opens
  return (
    <>
      <Link
        id={nameId(id)}
        className="link-name"
        dir="auto"
        href={page}
        prefetch={false}
        title={name}
      >
        {name}
      </Link>
      {says && (
        <span className="link-notes">
          {show.title && <bdi>{show.title}</bdi>}
          {opens && (
            <span>{t.rich('opens', { moment: () => <Moment iso={opens} now={now} /> })}</span>
          )}
          {creatorLost && <span>{t('creatorLeft')}</span>}
          {requests > 0 && (
            <Link href={`${page}?tab=requests`} prefetch={false}>
              {t('requests', { count: requests })}
            </Link>
          )}
        </span>
      )}
    </>
  )
}

function Actions({ link, run }: { link: ListedLink; run: RunLinkAction }) {
  const t = useTranslations('desk.links')
  return (
    <span className="row-actions">
      {isShareable(link) && (
        <CopyButton
          text={link.url}
          label={t('copyAddressOf', { name: link.name })}
          className="button button-quiet button-icon row-copy"
        />
      )}
      <LinkMenu link={link} run={run} />
    </span>
  )
}
