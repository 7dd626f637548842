import { expect, test } from 'vitest'
import { request } from '@/lib/testing/requests'
import { chooseLocale } from './preferences'

function choose(offered: Parameters<typeof chooseLocale>[1], path: string, headers = {}) {
  return chooseLocale(request('GET', path, { headers }), offered)
}

// CHECKLIST U19
test('?lang, cookie, Accept-Language, default: the first of these that is offered', () => {
  const headers = { cookie: 'foyer-lang=fr', 'accept-language': 'de-AT, en;q=0.5' }
  expect(choose(['en', 'de', 'fr', 'es'], '/?lang=es', headers)).toBe('es')
  expect(choose(['en', 'de', 'fr'], '/?lang=es', headers)).toBe('fr')
  expect(choose(['en', 'de'], '/?lang=es', headers)).toBe('de')
  expect(choose(['es', 'pt'], '/?lang=xx', headers)).toBe('es')
})

test('a region counts as its language, and what is no language is passed over', () => {
  const accept = (header: string) => choose(['en', 'de', 'fr'], '/', { 'accept-language': header })
  expect(accept('de-AT, en')).toBe('de')
  expect(accept('en;q=0.5, FR-ca;q=0.9')).toBe('fr')
  expect(accept('de;q=0, fr;q=0.1')).toBe('fr')
  expect(accept('*, de_AT, x, fr')).toBe('fr')
})
