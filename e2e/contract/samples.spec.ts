import { expect, test } from '../faults/support/foyer'
import { languagesOf } from '../support/samples/languages'
import { problemsIn } from '../support/samples/samples'

// Other languages: npm run samples.
for (const language of languagesOf('npm test')) {
  test(`the ${language} sample of every operation does what the operation says`, async ({
    foyer,
  }) => {
    test.setTimeout(240_000)
    const shared = process.env.E2E_URL
    // The samples change settings and sign the same people in, so they have an app to themselves.
    process.env.E2E_URL = (await foyer({})).url
    try {
      expect(await problemsIn(language)).toEqual([])
    } finally {
      process.env.E2E_URL = shared
    }
  })
}
