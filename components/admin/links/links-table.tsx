'use client'

import { useState } from 'react'
import { CopyButton } from '@/components/admin/ui/copy-button'
import { Moment } from '@/components/admin/ui/moment'
import { useScripting } from '@/components/ui/scripting'
import { BulkBar } from './bulk-bar'
import { LinkState } from './link-state'
import { type LinkView, placesText } from './link-values'

type ListedLink = LinkView & { requests: number }

type Props = { links: ListedLink[]; now: string; maxDays: number }

/** Invite links, to be looked at, copied and changed many at once. Below 640 px each row is a card. */
export function LinksTable({ links, now, maxDays }: Props) {
  const scripting = useScripting()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  // What is not on the page any more is not selected either.
  const ids = links.map(({ id }) => id).filter((id) => chosen.has(id))
  const choose = (which: string[], on: boolean) => {
    const next = new Set(ids)
    for (const id of which) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setChosen(next)
  }
  return (
    <div className="stack">
      <div className="row list-head">
        <label className="check">
          <input
            type="checkbox"
            disabled={!scripting}
            checked={ids.length === links.length}
            onChange={(event) =>
              choose(
                links.map(({ id }) => id),
                event.currentTarget.checked,
              )
            }
          />
          Select all on this page
        </label>
        {ids.length > 0 && (
          <BulkBar ids={ids} maxDays={maxDays} onDone={() => setChosen(new Set())} />
        )}
      </div>
      <table className="table table-pairs">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Selected</span>
            </th>
            <th scope="col">Link</th>
            <th scope="col">State</th>
            <th scope="col">Role</th>
            <th scope="col">Places</th>
            <th scope="col">Ends</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="visually-hidden">Address</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <Row
              key={link.id}
              link={link}
              now={now}
              selectable={scripting}
              selected={chosen.has(link.id)}
              onSelect={(on) => choose([link.id], on)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  link: ListedLink
  now: string
  selectable: boolean
  selected: boolean
  onSelect: (on: boolean) => void
}

function Row({ link, now, selectable, selected, onSelect }: RowProps) {
  return (
    <tr aria-selected={selected || undefined}>
      <td className="cell-check">
        <label className="check">
          <input
            type="checkbox"
            disabled={!selectable}
            checked={selected}
            onChange={(event) => onSelect(event.currentTarget.checked)}
          />
          <span className="visually-hidden">Select {link.name}</span>
        </label>
      </td>
      <td className="cell-name">
        <div>
          <a href={`/admin/links/${link.id}`}>{link.name}</a>
          <p className="soft small">created by {link.creator}</p>
          {link.requests > 0 && (
            <a className="small" href={`/admin/links/${link.id}#requests`}>
              {link.requests === 1 ? '1 invite request' : `${link.requests} invite requests`}
            </a>
          )}
        </div>
      </td>
      <td data-label="State">
        <LinkState state={link.state} />
      </td>
      <td data-label="Role">{link.role}</td>
      <td data-label="Places" className="numbers">
        {placesText(link)}
      </td>
      <td data-label="Ends">
        <Moment iso={link.expiresAt} now={now} />
      </td>
      <td data-label="Last used">
        {link.lastUsedAt ? <Moment iso={link.lastUsedAt} now={now} /> : <span>Never</span>}
      </td>
      <td className="cell-action">
        <CopyButton text={link.url} label={`Copy the address of ${link.name}`}>
          Copy
        </CopyButton>
      </td>
    </tr>
  )
}
