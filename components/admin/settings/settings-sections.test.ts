import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { useForm } from 'react-hook-form'
import { expect, test } from 'vitest'
import { defaultSettings } from '@/lib/schemas/settings'
import { controls, type SettingsValues, toForm } from './settings-model'
import { InstanceSection, LanguageSection, LinkSection } from './settings-sections'

function Sections() {
  const { register } = useForm<SettingsValues>({ defaultValues: toForm(defaultSettings) })
  const props = { register, errorOf: () => undefined }
  return createElement('form', null, [
    createElement(InstanceSection, { ...props, key: 'instance' }),
    createElement(LinkSection, { ...props, hours: 48, key: 'links' }),
    createElement(LanguageSection, { ...props, key: 'languages' }),
  ])
}

test('every setting has a control on its page', () => {
  const page = renderToStaticMarkup(createElement(Sections))
  expect(controls.filter((name) => !page.includes(`name="${name}"`))).toEqual([])
})
