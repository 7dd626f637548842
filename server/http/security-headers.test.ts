import { expect, test } from 'vitest'
import { fixedHeaders } from './security-headers'

// CHECKLIST 51; what answers carry over HTTP is e2e/contract/headers.spec.ts.
test('a browser is told to stay with https exactly where people reach Foyer by it', () => {
  const name = 'strict-transport-security'
  expect(fixedHeaders({ isHttps: true, dev: false }, '/')[name]).toBe('max-age=31536000')
  expect(fixedHeaders({ isHttps: false, dev: false }, '/')).not.toHaveProperty(name)
})
