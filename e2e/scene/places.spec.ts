import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from '../support/browser'
import { places, unvisited } from './places'

test('every page of the app has a place, and every place a page', async () => {
  const files = await readdir('app', { recursive: true })
  const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map((file) => dirname(file))
  const named = [...places.map(({ page }) => page || '.'), ...Object.keys(unvisited)]
  expect([...new Set(named)].sort()).toEqual(pages.sort())
})

test('no two places have the same name', () => {
  const names = places.map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
})
