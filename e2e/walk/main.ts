import { writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { type SceneApp, startSceneApp } from '../scene/scene-app'
import { enterAs } from '../scene/visit'
import { launchChromium } from '../support/chromium'
import { type Job, jobs } from './jobs'
import { listenTo } from './live-regions'
import { type Stop, Walker } from './walker'

// What a screen reader is given while an administrator does the key jobs with the keyboard alone, into
// docs/screen-reader.md. Run: npm run walk

const intro = `# What a screen reader is given

The key jobs of an administrator, done with the keyboard alone in Chromium, as its accessibility tree has them: for each
key what is entered (in italics), what has the focus, and what live regions say. \`npm run walk\` writes this page from
[sample data](../CONTRIBUTING.md#tests); "…" stands for what is another each time. Read it after a change of the admin
area: every control needs a name that says what it is for, every action has to be answered, and no focus may be lost.
Where nothing has the focus after a link within the page, the next Tab goes on from where it leads. That Next.js says the
title of each new page is left out.
`

async function walk(browser: Browser, app: SceneApp, job: Job): Promise<Stop[]> {
  const context = await enterAs(browser, app.url, {
    scene: app.scene,
    who: 'admin',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url })
  await listenTo(context)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Accessibility.enable')
  const walker = new Walker(page, cdp)
  await page.goto(job.path)
  // Whether scripts have begun shows in that its buttons can be pressed.
  await page.getByRole('button', { name: 'Create link', disabled: false }).first().waitFor()
  await walker.begin()
  await job.walk(walker, app)
  await context.close()
  return walker.stops
}

const day = '(\\w+day,? )?\\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\w*( \\d{4})?'
const dates = new RegExp(`${day}((,| at) \\d+:\\d+( UTC)?)?`, 'g')

/** Without what is another each time: addresses, dates, and minutes. */
function masked(text: string): string {
  return text
    .replace(/https?:\/\/localhost:\d+/g, '…')
    .replace(/\/invite\/[\w-]+/g, '/invite/…')
    .replace(dates, '…')
    .replace(/\d+ minutes?/g, '… minutes')
    .replaceAll('|', '\\|')
}

/** What a stop tells: where one has come to, if that is new, the focus, and what live regions said. */
function rowOf({ key, page, where, focus, said }: Stop, before: string[]): string {
  const entered = where.filter((one) => !before.includes(one))
  const parts = [
    page && `page ${page}`,
    entered.length > 0 && `_${entered.join(', ')}_`,
    focus,
    ...said.map((text) => `**says** “${text}”`),
  ]
  return `| ${key} | ${masked(parts.filter(Boolean).join('<br>'))} |`
}

function tableOf(stops: Stop[]): string[] {
  const rows = stops.map((stop, index) => rowOf(stop, stops[index - 1]?.where ?? []))
  return ['| Key | Announced |', '| --- | --- |', ...rows]
}

const browser = await launchChromium()
const app = await startSceneApp()
try {
  const parts = [intro]
  for (const job of jobs) {
    parts.push(`## ${job.title}\n`, ...tableOf(await walk(browser, app, job)), '')
  }
  await writeFile('docs/screen-reader.md', parts.join('\n'))
} finally {
  await browser.close()
  await app.stop()
}
