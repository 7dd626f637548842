import { readFileSync } from 'node:fs'
import path from 'node:path'

const file = path.join(import.meta.dirname, '..', '..', 'app', 'styles', 'tokens.css')

/** The colours of one theme by their role: tokens.css gives each as `light-dark(#…, #…)`. */
export function tokensOf(theme: 'light' | 'dark'): Map<string, string> {
  const css = readFileSync(file, 'utf8')
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map(
    [...pairs].map(([, role = '', light = '', dark = '']) => [
      role,
      theme === 'light' ? light : dark,
    ]),
  )
}

export const grounds = ['surface', 'surface-raised', 'surface-sunken']
export const tints = ['accent-soft', 'good-soft', 'warn-soft', 'info-soft', 'bad-soft']

/** Which colours meet in app/styles, and how far apart they have to be. */
export const pairs: { what: string; ink: string; on: string[]; least: number }[] = [
  { what: 'text', ink: 'ink', on: [...grounds, ...tints], least: 7 },
  { what: 'secondary text', ink: 'ink-soft', on: grounds, least: 4.5 },
  { what: 'a link or a quiet button', ink: 'accent', on: [...grounds, 'accent-soft'], least: 7 },
  { what: 'a link under the pointer', ink: 'accent-strong', on: grounds, least: 7 },
  { what: 'the text of a button', ink: 'accent-ink', on: ['accent', 'accent-strong'], least: 7 },
  { what: 'the text of a last step', ink: 'surface-raised', on: ['bad'], least: 7 },
  { what: 'an error beside its field', ink: 'bad', on: [...grounds, 'bad-soft'], least: 7 },
  { what: 'a good state', ink: 'good', on: ['good-soft'], least: 7 },
  { what: 'a state to mind', ink: 'warn', on: ['warn-soft'], least: 7 },
  { what: 'a state to come', ink: 'info', on: ['info-soft'], least: 7 },
  { what: 'the line of a control', ink: 'line-control', on: grounds, least: 3 },
  { what: 'the outline of the focus', ink: 'focus', on: [...grounds, ...tints], least: 3 },
]
