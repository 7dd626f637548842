import { NextIntlClientProvider } from 'next-intl'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { useForm } from 'react-hook-form'
import { expect, test } from 'vitest'
import { codesOf } from '@/lib/schemas/codes'
import { defaultSettings, updateSettingsSchema } from '@/lib/schemas/settings'
import desk from '@/messages/desk/en.json'
import en from '@/messages/en.json'
import { AccentField } from './accent-field'
import { controls, fieldOf, type SettingsValues, toBody, toForm } from './settings-model'
import {
  InstanceSection,
  LanguageSection,
  LinkSection,
  OriginSection,
  RoleSection,
} from './settings-sections'

function Sections() {
  const form = useForm<SettingsValues>({ defaultValues: toForm(defaultSettings) })
  const props = { form, errorOf: () => undefined }
  return createElement('form', null, [
    createElement(InstanceSection, { ...props, key: 'instance' }),
    createElement(AccentField, { form, error: undefined, key: 'accent' }),
    createElement(LanguageSection, { ...props, key: 'languages' }),
    createElement(RoleSection, { ...props, key: 'roles' }),
    createElement(LinkSection, { ...props, hours: 48, key: 'links' }),
    createElement(OriginSection, { ...props, key: 'origins' }),
  ])
}

test('every setting has a control on its page', () => {
  const messages = { ...en, ...desk }
  const children = createElement(Sections)
  const props = { locale: 'en', messages, timeZone: 'UTC', children } as const
  const page = renderToStaticMarkup(createElement(NextIntlClientProvider, props))
  expect(controls.filter((name) => !page.includes(`name="${name}"`))).toEqual([])
})

test('what the controls hold is what was set', () => {
  const { linkDefaults, ...rest } = defaultSettings
  const set = { ...rest, accentColor: '#123456', roleDescriptions: { 2: 'May row' } }
  expect(toBody(toForm({ ...set, linkDefaults }))).toMatchObject({
    accentColor: '#123456',
    roleDescriptions: { 1: '', 2: 'May row', 3: '' },
  })
  expect(toBody(toForm(defaultSettings))).toMatchObject({ accentColor: null })
})

test('origins are lines, of which empty ones and a slash at the end do not count', () => {
  const corsOrigins = ['https://club.example', 'http://localhost:5173']
  const values = toForm({ ...defaultSettings, corsOrigins })
  expect(values.corsOrigins).toBe('https://club.example\nhttp://localhost:5173')
  const typed = '\n https://club.example/ \r\n\nhttp://localhost:5173\n'
  expect(toBody({ ...values, corsOrigins: typed })).toMatchObject({ corsOrigins })
  expect(toBody(toForm(defaultSettings))).toMatchObject({ corsOrigins: [] })
})

test('an error of the API stands at its control', () => {
  expect(fieldOf('roleDescriptions.2')).toBe('role2')
  expect(fieldOf('linkDefaults.hours')).toBe('places')
  expect(fieldOf('accentColor')).toBe('accentColor')
  expect(fieldOf('corsOrigins.3')).toBe('corsOrigins')
  expect(fieldOf('unknown')).toBeNull()
})

/** Of a change of nothing the form never is. */
const unmet = ['nothingToChange']

test('the form has a sentence for every code of its schema', () => {
  const codes = codesOf(updateSettingsSchema).filter((code) => !unmet.includes(code))
  expect(codes.filter((code) => !Object.hasOwn(desk.desk.settings.errors, code))).toEqual([])
})
