import { CopyLink } from '@/components/admin/ui/copy-link'
import { Moment } from '@/components/admin/ui/moment'
import { roles } from '@/lib/roles'
import { LinkState } from './link-state'
import { type LinkView, placesText } from './link-values'

/** What a link is, at a glance. */
export function LinkFacts({ link, now }: { link: LinkView; now: string }) {
  const can = roles.find(({ id }) => id === link.roleId)?.can
  return (
    <div className="card stack">
      <CopyLink name={link.name} url={link.url} />
      {link.creatorLost && (
        <p className="note note-warn">
          Paused because its creator, {link.creator}, can no longer create links. Resume it to
          become its creator.
        </p>
      )}
      <dl className="facts">
        <dt>State</dt>
        <dd>
          <LinkState state={link.state} />
        </dd>
        <dt>Places</dt>
        <dd className="numbers">{placesText(link)}</dd>
        <dt>Role</dt>
        <dd>
          {link.role}: {can}
        </dd>
        {link.startsAt && (
          <>
            <dt>Opens</dt>
            <dd>
              <Moment iso={link.startsAt} now={now} />
            </dd>
          </>
        )}
        <dt>Ends</dt>
        <dd>
          <Moment iso={link.expiresAt} now={now} />
        </dd>
        <dt>Last used</dt>
        <dd>{link.lastUsedAt ? <Moment iso={link.lastUsedAt} now={now} /> : 'Never'}</dd>
        <dt>Created</dt>
        <dd>
          <Moment iso={link.createdAt} now={now} /> by {link.creator}
        </dd>
      </dl>
    </div>
  )
}
