import { describe, expect, test } from 'vitest'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import { createSignupTokenSchema, updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import { setFields } from './set-fields'

const now = new Date('2027-01-31T12:00:00.000Z')
const link = (...assignments: string[]) => setFields(createSignupTokenSchema, {}, assignments, now)

describe('--set', () => {
  test('reaches every field of a new link', () => {
    const fields = Object.keys(createSignupTokenSchema.shape)
    for (const field of fields) {
      expect(() => link(`${field}=`), field).not.toThrow('There is no field')
    }
  })

  test('takes text as it is where the field is text', () => {
    expect(link('name=null')).toEqual({ name: 'null' })
    expect(link('name=a = b')).toEqual({ name: 'a = b' })
    expect(link('name="quoted"')).toEqual({ name: '"quoted"' })
  })

  test('takes JSON where the field is something else', () => {
    expect(link('maxUses=10')).toEqual({ maxUses: 10 })
    expect(link('maxUses=null')).toEqual({ maxUses: null })
    expect(setFields(updateSignupTokenSchema, {}, ['enabled=false', 'revoked=false'], now)).toEqual(
      {
        enabled: false,
        revoked: false,
      },
    )
    expect(setFields(updateSettingsSchema, {}, ['languages=["en","de"]'], now)).toEqual({
      languages: ['en', 'de'],
    })
  })

  test('takes both where both are possible', () => {
    expect(link('rootRole=2')).toEqual({ rootRole: 2 })
    expect(link('rootRole=Editor')).toEqual({ rootRole: 'Editor' })
    expect(link('show.title=null')).toEqual({ show: { title: null } })
    expect(link('startsAt=null')).toEqual({ startsAt: null })
  })

  test('takes spans for instants', () => {
    expect(link('expiresAt=7d', 'startsAt=1h')).toEqual({
      expiresAt: '2027-02-07T12:00:00.000Z',
      startsAt: '2027-01-31T13:00:00.000Z',
    })
  })

  test('takes dotted paths and whole objects, and keeps what is already there', () => {
    const body = { name: 'Rowing', show: { title: 'Before' } }
    expect(setFields(createSignupTokenSchema, body, ['show.title=After'], now)).toEqual({
      name: 'Rowing',
      show: { title: 'After' },
    })
    expect(link('show={"title":"Rowing"}')).toEqual({ show: { title: 'Rowing' } })
    expect(setFields(updateSettingsSchema, {}, ['linkDefaults.hours=24'], now)).toEqual({
      linkDefaults: { hours: 24 },
    })
  })

  test.each([
    ['maxUses', '--set takes field=value'],
    ['=10', '--set takes field=value'],
    ['places=10', 'There is no field “places”. Fields: name, expiresAt, maxUses'],
    ['show.subtitle=x', 'There is no field “show.subtitle”'],
    ['__proto__.x=1', 'There is no field “__proto__.x”'],
    ['maxUses=ten', '--set maxUses: “ten” is not JSON for integer or null.'],
    ['maxUses="10"', '--set maxUses: “"10"” is not JSON for integer or null.'],
    ['expiresAt=soon', '“soon” is no time'],
  ])('refuses %s', (assignment, message) => {
    expect(() => link(assignment)).toThrow(message)
  })
})
