import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { openApiDocument } from './document'

/** What Redocly's recommended rules warn of here, and why it is as it is. */
const explained = {
  // They answer a browser, which they lead to another page.
  'operation-2xx-response /logout post': 'Signing out redirects.',
  'operation-2xx-response /new-user get': 'It redirects to the page of the link.',
  // Nothing of these requests is read, so nothing can be wrong with it.
  'operation-4xx-response /health get': 'It takes nothing.',
  'operation-4xx-response /ready get': 'It takes nothing.',
  'operation-4xx-response /openapi.json get': 'It takes nothing.',
  'operation-4xx-response /docs/openapi.json get': 'It takes nothing.',
  // OpenAPI 3.1 cannot say what the data of server-sent events are; the operation names the schema.
  'no-unused-components changeSchema': 'The messages of the stream have it.',
}

/** The rule and the place of each problem. Errors say so, and are never explained. */
async function problemsOf(document: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const source = JSON.stringify(document)
  const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' })
  return problems.map(({ ruleId, severity, message, location: [place] }) => {
    const [, , ...steps] = (place?.pointer ?? '').split('/')
    const names = steps.map((step) => step.replaceAll('~1', '/'))
    const where = names.filter((name) => name !== 'responses' && name !== 'schemas').join(' ')
    return severity === 'warn' ? `${ruleId} ${where}` : `error ${ruleId} ${where}: ${message}`
  })
}

test('the document follows the recommended rules of Redocly, but for what is explained here', async () => {
  const problems = await problemsOf(openApiDocument())
  expect(problems.toSorted()).toEqual(Object.keys(explained).toSorted())
})

test('the rules find an example that does not fit its schema', async () => {
  const document = structuredClone(openApiDocument())
  const answer = document.paths['/health']?.get?.responses[200]
  answer.content['application/json'].example = { health: 'BAD' }
  expect(await problemsOf(document)).toContainEqual(expect.stringContaining('example'))
})
