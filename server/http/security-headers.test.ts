import { expect, test } from 'vitest'
import { fixedHeaders } from './security-headers'

// CHECKLIST 51; what answers carry over HTTP is e2e/contract/headers.spec.ts.
test('HSTS is sent exactly if PUBLIC_URL is https', () => {
  const name = 'strict-transport-security'
  expect(fixedHeaders({ isHttps: true, dev: false }, '/')[name]).toBe('max-age=31536000')
  expect(fixedHeaders({ isHttps: false, dev: false }, '/')).not.toHaveProperty(name)
})
