import { parseArgs } from 'node:util'
import { places } from '../scene/places'
import { startSceneApp } from '../scene/scene-app'
import { launchChromium } from '../support/chromium'
import { type Look, sweep, toLines } from './sweep'

// npm run sweep [-- --place links --locale de]: looks at every page and dialog of the scene at 14 widths, in
// four languages, and magnified by two. Prints what is wrong; ends with 1 if anything is.

const widths = [1920, 1440, 1280, 1024, 900, 800, 768, 720, 641, 600, 480, 390, 360, 320]
const locales = ['en', 'de', 'ar', 'ja']

const { values } = parseArgs({
  options: { place: { type: 'string', default: '' }, locale: { type: 'string', multiple: true } },
})
const chosen = places.filter(({ name }) => name.startsWith(values.place))
const looks = (values.locale ?? locales).flatMap((locale): Look[] => [
  { locale, widths },
  // 1280 px magnified by 200 %.
  { locale, widths: [640], zoom: 2 },
])

const browser = await launchChromium()
const app = await startSceneApp()
try {
  const started = performance.now()
  let count = 0
  for (const look of looks) {
    const sightings = await sweep(browser, app, look, chosen)
    for (const line of toLines(sightings)) console.info(line)
    count += sightings.length
  }
  const seconds = Math.round((performance.now() - started) / 1000)
  console.info(`${count} defects in ${chosen.length} places, ${seconds} s`)
  process.exitCode = count > 0 ? 1 : 0
} finally {
  await browser.close()
  await app.stop()
}
