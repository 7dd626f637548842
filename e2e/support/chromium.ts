import { chromium } from 'playwright'
import { findBrowser } from '@/scripts/setup/browser.mjs'

/** How every browser of tests and benches is started: the system's Chromium where one was found. */
export function chromiumOptions() {
  const executablePath = process.env.CHROMIUM_PATH
  return {
    ...(executablePath && { executablePath }),
    // Root has no sandbox; the rest keeps Chromium from asking the internet for anything.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

/** A browser for a command: the one that `npm test` would use, found or installed. */
export async function launchChromium() {
  process.env.CHROMIUM_PATH ??= await findBrowser(process.cwd())
  return await chromium.launch(chromiumOptions())
}
