import { renderToStaticMarkup } from 'react-dom/server'
import { signUp } from '@/lib/api/invites'
import { toMarkdown } from '@/lib/server/docs/markdown'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { findPage } from '@/lib/server/docs/pages'
import { generateTypes } from '@/server/client-types'
import { OperationPage } from './operation-page'

// Prints all that is generated from the schemas of sign-up, for added-field.test.ts.
const path = '/docs/reference/public-signup-tokens/add-public-signup-token-user'
const page = findPage(path)
if (!page) throw new Error('There is no such page.')
const generated = {
  document: openApiDocument().components.schemas.userSchema?.properties?.shoeSize,
  page: renderToStaticMarkup(<OperationPage operation={signUp} path={path} signedIn={true} />),
  markdown: toMarkdown(page, ''),
  types: await generateTypes(openApiDocument()),
}
console.info(JSON.stringify(generated))
