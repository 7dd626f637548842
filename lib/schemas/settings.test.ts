import { expect, test } from 'vitest'
import { contactHref } from '@/lib/schemas/settings'

test.each([
  ['ada@example.org', 'mailto:ada@example.org'],
  ['https://example.org/help?a=b', 'https://example.org/help?a=b'],
  ['HTTP://example.org', 'http://example.org/'],
])('%s is a link', (contact, href) => {
  expect(contactHref(contact)).toBe(href)
})

// CHECKLIST 52
test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'Ask Ada, ada@example.org',
  'ada@example.org?bcc=all@example.org',
  'ada@example.org&x',
  '"><script>@example.org',
  'https://',
  '//example.org',
  'Page 3',
  '',
])('%s is text', (contact) => {
  expect(contactHref(contact)).toBeNull()
})
