import { startApp } from './support/app'
import { languagesOf } from './support/samples/languages'
import { problemsIn } from './support/samples/samples'

// npm run samples: the Python and Go samples of every operation, run against an app of their own. Needs
// python3 with requests, and go: on Debian python3-requests and golang.

let count = 0
for (const language of languagesOf('npm run samples')) {
  const app = await startApp()
  process.env.E2E_URL = app.url
  try {
    const problems = await problemsIn(language)
    count += problems.length
    for (const problem of problems) console.error(`✗ ${problem}`)
    console.info(`${language}: ${problems.length} problems`)
  } finally {
    await app.stop()
  }
}
process.exitCode = count > 0 ? 1 : 0
