import { expect, test } from 'vitest'
import { emailSchema } from '@/lib/schemas/fields'
import { mailtoUrl } from './mailto'

test('an address that is accepted adds no header to a mail', () => {
  for (const email of ['a?bcc=x@example.org', 'a&cc=x@example.org', 'a%0abcc=x@example.org']) {
    expect(emailSchema.safeParse(email).success).toBe(true)
    const url = new URL(mailtoUrl(email))
    expect(url.search).toBe('')
    expect(decodeURIComponent(url.pathname)).toBe(email)
  }
  expect(mailtoUrl('ada@example.org')).toBe('mailto:ada@example.org')
})
