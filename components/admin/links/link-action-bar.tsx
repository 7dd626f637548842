'use client'

import { linkActions } from './link-actions'
import { LinkActionButton, LinkMenu } from './link-menu'
import type { LinkFormFacts, LinkView } from './link-values'
import { useLinkActions } from './use-link-actions'

type Props = { link: LinkView; facts: LinkFormFacts }

/** What can be done with one link: what its state calls for as a button, the rest in a menu. */
export function LinkActionBar({ link, facts }: Props) {
  const { run, dialogs } = useLinkActions({ links: [link], facts })
  const { primary } = linkActions(link)
  const isEditable = primary !== 'restore'
  return (
    <>
      <LinkActionButton link={link} action={primary} run={run} primary />
      {isEditable && <LinkActionButton link={link} action="edit" run={run} />}
      <LinkMenu
        link={link}
        run={run}
        without={[primary, 'edit', ...(isEditable ? ['rename' as const] : [])]}
      />
      {dialogs}
    </>
  )
}
