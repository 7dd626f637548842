'use client'

import { Popover } from '@base-ui/react/popover'
import { useLocale } from 'next-intl'
import { useScripting } from '@/components/ui/scripting'
import { formatInstant, relativeTime } from '@/lib/instants'

type Props = {
  iso: string
  /** When the page was rendered, so that browser and server say the same. */
  now: string
}

/** One popover for all instants of a page. */
const handle = Popover.createHandle<string>()

/** How far away an instant is; on hover, focus, click or tap the instant itself, in UTC too. */
export function Moment({ iso, now }: Props) {
  const locale = useLocale()
  const scripting = useScripting()
  const at = new Date(iso)
  const time = (
    // The browser may know another form of the words than the server.
    <time
      suppressHydrationWarning
      dateTime={iso}
      title={scripting ? undefined : formatInstant(at, { locale, zone: 'UTC' })}
    >
      {relativeTime(at, new Date(now), locale)}
    </time>
  )
  // As large as what takes its place, so that nothing moves under a finger that is on its way.
  if (!scripting) return <span className="moment">{time}</span>
  return (
    <Popover.Trigger className="moment" handle={handle} payload={iso} openOnHover delay={200}>
      {time}
    </Popover.Trigger>
  )
}

/** Where the exact instant appears: beside its trigger, wherever there is room. */
export function MomentPopover() {
  const locale = useLocale()
  return (
    <Popover.Root handle={handle}>
      {({ payload: iso }) => (
        <Popover.Portal>
          <Popover.Positioner className="positioner" side="top" sideOffset={4} collisionPadding={8}>
            {/* Whoever opens it by a key is taken to it; on hover the focus stays where it is. */}
            <Popover.Popup className="popup" initialFocus={(means) => means === 'keyboard'}>
              {iso && <Exact at={new Date(iso)} locale={locale} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      )}
    </Popover.Root>
  )
}

function Exact({ at, locale }: { at: Date; locale: string }) {
  const local = formatInstant(at, { locale })
  const utc = formatInstant(at, { locale, zone: 'UTC' })
  return (
    <>
      <Popover.Title render={<div />}>{local}</Popover.Title>
      {local !== utc && (
        <Popover.Description render={<div className="soft" />}>{utc}</Popover.Description>
      )}
    </>
  )
}
