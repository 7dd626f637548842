'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Dialog } from '@/components/admin/ui/dialog'
import { CreateDialog } from './create-link'
import { EditForm } from './edit-form'
import { ExtendForm } from './extend-form'
import type { LinkAction } from './link-actions'
import type { RunLinkAction } from './link-menu'
import type { LinkFormFacts, LinkView } from './link-values'
import { PlacesForm } from './places-form'
import { ReplaceAddress } from './replace-address'
import { SharePanel } from './share-panel'
import { useLinkChanges } from './use-link-changes'

type Options = {
  /** The links of the page as they stand now. */
  links: readonly LinkView[]
  facts: LinkFormFacts
  /** Shows the field for the name, in the place of the name (`RenameLink`); without it the form opens. */
  onRename?: (link: LinkView) => void
}

/**
 * Runs the actions of links, those that need more in a dialog. Render `dialogs` once on the page, outside
 * of the list.
 */
export function useLinkActions({ links, facts, onRename }: Options): {
  run: RunLinkAction
  dialogs: ReactNode
} {
  const changes = useLinkChanges(facts.maxDays)
  const [shown, setShown] = useState<{ link: LinkView; action: LinkAction } | null>(null)
  const [open, setOpen] = useState(false)
  const run: RunLinkAction = (link, action) => {
    if (action === 'rename' && onRename) return onRename(link)
    const { now } = changes
    if (Object.hasOwn(now, action)) return void now[action as keyof typeof now](link)
    setShown({ link, action })
    setOpen(true)
  }
  // A list may not have it any more once it is changed.
  const link = shown && (links.find(({ id }) => id === shown.link.id) ?? shown.link)
  const dialogs = shown && link && (
    <LinkDialog
      link={link}
      action={shown.action}
      facts={facts}
      open={open}
      extend={changes.extend}
      onClose={() => setOpen(false)}
    />
  )
  return { run, dialogs }
}

type Props = {
  link: LinkView
  action: LinkAction
  facts: LinkFormFacts
  open: boolean
  extend: ReturnType<typeof useLinkChanges>['extend']
  onClose: () => void
}

function LinkDialog(props: Props) {
  const { link, action, facts, open, extend, onClose } = props
  const t = useTranslations('desk')
  const { name } = link
  const dialog = (title: string, content: ReactNode) => (
    <Dialog open={open} title={title} onClose={onClose}>
      {content}
    </Dialog>
  )
  switch (action) {
    case 'share':
      return dialog(t('share.title', { name }), <SharePanel link={link} facts={facts} />)
    case 'rename':
    case 'edit':
      return dialog(t('linkForm.editTitle', { name }), <EditForm {...{ link, facts, onClose }} />)
    case 'extend':
      return dialog(
        t('linkForm.extendTitle', { name }),
        <ExtendForm
          from={link.expiresAt}
          maxDays={facts.maxDays}
          label={t('linkForm.extend')}
          send={(end) => extend(link, end)}
          onDone={onClose}
        />,
      )
    case 'addPlaces':
      return dialog(
        t('linkForm.addPlacesTitle', { name }),
        <PlacesForm link={link} onDone={onClose} />,
      )
    case 'replace':
      return <ReplaceDialog {...props} />
    case 'duplicate':
      return <CreateDialog facts={facts} like={link} open={open} onClose={onClose} />
    default:
      return null
  }
}

/** Asks, then shows the new address. */
function ReplaceDialog({ link, facts, open, onClose }: Props) {
  const t = useTranslations('desk.linkForm')
  const [address, setAddress] = useState<string | null>(null)
  const title = address ? t('newAddressTitle') : t('replaceTitle', { name: link.name })
  return (
    <Dialog open={open} title={title} onClose={onClose} onClosed={() => setAddress(null)}>
      {address ? (
        <SharePanel link={{ ...link, url: address }} facts={facts} />
      ) : (
        <ReplaceAddress link={link} onReplaced={setAddress} onFailed={onClose} />
      )}
    </Dialog>
  )
}
