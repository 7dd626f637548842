'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkState } from '@/components/admin/links/link-state'
import { type Column, DataTable } from '@/components/admin/ui/data-table'
import { Moment } from '@/components/admin/ui/moment'
import { useScripting } from '@/components/ui/scripting'
import { AnsweredActions } from './answered-actions'
import { type RequestView, withAnswered } from './request-view'
import { useAnswer } from './use-answer'
import { useDismiss } from './use-dismiss'

type Props = {
  requests: RequestView[]
  now: string
  instance: string
  /** Shown where there are no requests. */
  empty: ReactNode
  /** Whether the rows say at which link somebody asked. */
  withLink?: boolean
  /** Whether several can be dismissed at once. */
  selectable?: boolean
}

/** Who asked for a new invite, each with what can be done about it. */
export function RequestTable({ requests, now, instance, empty, withLink, selectable }: Props) {
  const t = useTranslations('desk.requests')
  const { answered, answer, takeBack, busy } = useAnswer()
  const dismissal = useDismiss()
  const isBusy = busy || dismissal.busy
  const rows = withAnswered(requests, answered)
  if (rows.length === 0) return empty
  const linkColumn: Column<RequestView> = {
    id: 'link',
    head: t('link'),
    cell: ({ link }) => <AskedAt link={link} />,
  }
  const columns: Column<RequestView>[] = [
    { id: 'email', head: t('email'), kind: 'main', cell: ({ name }) => <bdi>{name}</bdi> },
    ...(withLink ? [linkColumn] : []),
    {
      id: 'asked',
      head: t('asked'),
      kind: 'soft',
      cell: ({ createdAt }) => <Moment iso={createdAt} now={now} />,
    },
    {
      id: 'actions',
      head: t('actions'),
      kind: 'actions',
      cell: (request) =>
        request.answer ? (
          <AnsweredActions
            request={request}
            answer={request.answer}
            instance={instance}
            now={now}
            takeBack={() => void takeBack(request)}
          />
        ) : (
          <OpenActions
            request={request}
            busy={isBusy}
            answer={(button) => void (isBusy || answer(request, button))}
            set={(state) => void (isBusy || dismissal.set([request], state))}
          />
        ),
    },
  ]
  const bulk = (selected: RequestView[], done: () => void) => (
    <DismissBar
      count={selected.length}
      busy={isBusy}
      onDismiss={async () => {
        if (isBusy) return
        const { status } = await dismissal.set(selected, 'dismissed')
        if (status === 'done') done()
      }}
    />
  )
  return (
    <DataTable label={t('title')} rows={rows} columns={columns} {...(selectable && { bulk })} />
  )
}

function AskedAt({ link: { id, name, state } }: { link: RequestView['link'] }) {
  return (
    <span className="asked-at">
      <Link href={`/admin/links/${id}`} prefetch={false}>
        <bdi>{name}</bdi>
      </Link>
      <LinkState state={state} />
    </span>
  )
}

type OpenProps = {
  request: RequestView
  busy: boolean
  answer: (button: HTMLElement) => void
  set: (state: 'open' | 'dismissed') => void
}

/** What can be done about a request that nobody has answered. */
function OpenActions({ request: { name: email, state }, busy, answer, set }: OpenProps) {
  const t = useTranslations('desk.requests')
  const scripting = useScripting()
  const isOpen = state === 'open'
  return (
    <span className="row-actions">
      <button
        type="button"
        className="button"
        aria-label={t('sendTo', { email })}
        disabled={!scripting}
        aria-busy={busy}
        onClick={(event) => answer(event.currentTarget)}
      >
        {t('send')}
      </button>
      <button
        type="button"
        className="button button-quiet"
        aria-label={t(isOpen ? 'dismissNamed' : 'reopenNamed', { email })}
        disabled={!scripting}
        aria-busy={busy}
        onClick={() => set(isOpen ? 'dismissed' : 'open')}
      >
        {t(isOpen ? 'dismiss' : 'reopen')}
      </button>
    </span>
  )
}

type BarProps = { count: number; busy: boolean; onDismiss: () => Promise<void> }

function DismissBar({ count, busy, onDismiss }: BarProps) {
  const t = useTranslations('desk.requests')
  return (
    <section className="bulk-bar" aria-label={t('selected', { count })}>
      <span>{t('selected', { count })}</span>
      <button type="button" className="button" aria-busy={busy} onClick={() => void onDismiss()}>
        {t('dismiss')}
      </button>
    </section>
  )
}
