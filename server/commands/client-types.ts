import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { generateTypes } from '@/server/client-types'

const file = join(import.meta.dirname, '../../client/api.ts')

/** Writes the types of the client again, after the API or its description has changed. */
export async function run(): Promise<void> {
  writeFileSync(file, await generateTypes(openApiDocument()))
  console.info('✓ client/api.ts written. Commit it with the change of the API.')
}
