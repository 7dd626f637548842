import { contactHref } from '@/lib/schemas/settings'

/** Whom to ask, as administrators wrote it: an address is a link, anything else is text. */
export function Contact({ contact }: { contact: string }) {
  const href = contactHref(contact)
  if (href === null) return contact
  return (
    <a href={href} rel="noreferrer">
      {contact}
    </a>
  )
}
