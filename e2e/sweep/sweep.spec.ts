import { test } from '../scene/fixture'
import { placesOf, visitors } from '../scene/places'
import { expect } from '../support/browser'
import { sweep, toLines } from './sweep'

const widths = [1280, 800, 641, 320]

// Each test visits many pages, and the machine may be busy.
test.describe.configure({ timeout: 180_000 })

// CHECKLIST U9, U10
for (const locale of ['en', 'ar']) {
  for (const who of visitors) {
    test(`nothing is cut off, broken, covered or outside the window on ${who} pages, in ${locale}`, async ({
      browser,
      sceneApp,
    }) => {
      const sightings = await sweep(browser, sceneApp, { locale, widths }, placesOf(who, locale))
      expect(toLines(sightings)).toEqual([])
    })
  }
}
