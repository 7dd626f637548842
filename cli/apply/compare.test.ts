import { describe, expect, test } from 'vitest'
import type { Link } from '../commands/links'
import { compareLink, compareSettings } from './compare'

const now = new Date('2027-01-01T00:00:00.000Z')
const limits = { now, maxLifetimeDays: 31 }

const link: Link = {
  secret: 'A'.repeat(32),
  key: 'rowing',
  name: 'Rowing',
  url: 'https://foyer.test/invite/A',
  expiresAt: '2027-01-20T18:00:00.000Z',
  enabled: true,
  createdAt: '2027-01-01T00:00:00.000Z',
  createdBy: 'Initial admin token 1',
  role: { id: 3, name: 'Viewer', type: 'root' },
  users: [],
  state: 'open',
  useCount: 0,
  maxUses: 10,
  startsAt: null,
  show: { title: 'Rowing in spring' },
}

const declared = { name: 'Rowing', expiresAt: '2027-01-20T18:00:00Z' }

describe('a declared link', () => {
  test('equals the link in other words: zones, roles by number or name, and null for nothing', () => {
    const same = {
      ...declared,
      expiresAt: '2027-01-20T20:00:00+02:00',
      maxUses: 10,
      startsAt: null,
      rootRole: 'viewer',
      show: { title: 'Rowing in spring' },
      enabled: true,
      revoked: false,
    }
    expect(compareLink(same, link, limits)).toEqual([])
    expect(compareLink({ ...same, rootRole: 3 }, link, limits)).toEqual([])
    expect(
      compareLink({ ...declared, show: { title: null } }, { ...link, show: {} }, limits),
    ).toEqual([])
  })

  test('leaves alone what it does not declare', () => {
    expect(compareLink(declared, { ...link, enabled: false, state: 'revoked' }, limits)).toEqual([])
  })

  test('differs field by field', () => {
    const wanted = {
      name: 'Chess',
      expiresAt: '2027-01-21T18:00:00Z',
      maxUses: null,
      rootRole: 'Editor',
      show: { title: null },
      enabled: false,
      revoked: true,
    }
    expect(compareLink(wanted, link, limits)).toEqual([
      { field: 'name', from: 'Rowing', to: 'Chess' },
      { field: 'expiresAt', from: link.expiresAt, to: '2027-01-21T18:00:00.000Z' },
      { field: 'maxUses', from: 10, to: null },
      { field: 'rootRole', from: 'Viewer', to: 'Editor' },
      { field: 'show.title', from: 'Rowing in spring', to: null },
      { field: 'enabled', from: true, to: false },
      { field: 'revoked', from: false, to: true },
    ])
  })

  test('with an end beyond the limit equals a link whose end was shortened, until that is a day behind', () => {
    const far = { ...declared, expiresAt: '2028-01-01T00:00:00Z' }
    const shortened = (created: string) => ({ ...link, expiresAt: created })
    expect(compareLink(far, shortened('2027-01-31T23:59:00.000Z'), limits)).toEqual([])
    expect(compareLink(far, shortened('2027-01-31T00:01:00.000Z'), limits)).toEqual([])
    expect(compareLink(far, shortened('2027-01-30T23:59:00.000Z'), limits)).toEqual([
      { field: 'expiresAt', from: '2027-01-30T23:59:00.000Z', to: '2027-02-01T00:00:00.000Z' },
    ])
  })
})

const settings = {
  instanceName: 'Foyer',
  welcomeText: '',
  contact: '',
  languages: ['en', 'de'],
  linkDefaults: { hours: 48, rootRole: 3, maxUses: null },
  accentColor: null,
  roleDescriptions: { 2: 'Edits' },
  corsOrigins: [],
  logo: null,
  maxLifetimeDays: 31,
}

test('declared settings differ where the instance has something else, role texts one by one', () => {
  const same = {
    instanceName: 'Foyer',
    languages: ['en', 'de'],
    linkDefaults: { hours: 48, rootRole: 'Viewer', maxUses: null },
    roleDescriptions: { 1: null, 2: 'Edits' },
  }
  expect(compareSettings(same, settings)).toEqual([])
  const other = { accentColor: '#123456', roleDescriptions: { 2: '', 3: 'Reads' } }
  expect(compareSettings(other, settings)).toEqual([
    { field: 'accentColor', from: null, to: '#123456' },
    { field: 'roleDescriptions.2', from: 'Edits', to: null },
    { field: 'roleDescriptions.3', from: null, to: 'Reads' },
  ])
})
