import { credentialKinds } from './credentials'
import type { Field } from './fields'
import { factsOf, type OperationFacts, type ResponseFacts } from './operation-facts'
import { childrenOf, type DocsPage, pagesBelow } from './pages'

const lines = (parts: readonly (string | false)[]) =>
  parts.filter((part) => part !== false).join('\n\n')

const block = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``

const json = (value: unknown) => block('json', JSON.stringify(value, null, 2))

/**
 * A page of the documentation as Markdown.
 * @param origin before every address: the text is read away from where it was found
 */
export function toMarkdown(page: DocsPage, origin: string): string {
  const { content } = page
  switch (content.kind) {
    case 'operation':
      return operationMarkdown(page, factsOf(content.operation))
    case 'guide':
      return content.guide.markdown.replaceAll('](/', `](${origin}/`)
    case 'reference':
      return listMarkdown(page, origin, `## Authentication\n\n${credentialList()}`)
    case 'start':
    case 'guides':
    case 'group':
      return listMarkdown(page, origin)
  }
}

function listMarkdown({ title, summary, path }: DocsPage, origin: string, more?: string): string {
  const list = listOf(childrenOf(path), origin)
  return `${lines([`# ${title}`, summary, more ?? false, list])}\n`
}

const credentialList = () =>
  credentialKinds()
    .map(({ name, description }) => `- \`${name}\`. ${description}`)
    .join('\n')

/** Where a page is as Markdown. */
export const markdownPath = ({ path }: Pick<DocsPage, 'path'>) => `${path}.md`

function listOf(pages: readonly DocsPage[], origin: string): string {
  return pages
    .map((page) => `- [${page.title}](${origin}${markdownPath(page)}): ${page.summary}`)
    .join('\n')
}

function operationMarkdown({ title }: DocsPage, facts: OperationFacts): string {
  const { operation, url, access, parameters, body, responses, errors, samples } = facts
  return `${lines([
    `# ${title}`,
    block('http', `${operation.method} ${url}`),
    operation.description ?? false,
    `## Authentication\n\n${access}`,
    ...parameters.map(({ title: name, fields }) => `## ${name}\n\n${fieldList(fields)}`),
    body !== null && '## Request body',
    body !== null &&
      `${schemaName(body.schema)}${body.types.map((type) => `\`${type}\``).join(' or ')}. ${body.description}`,
    body !== null && body.fields.length > 0 && fieldList(body.fields),
    ...responses.map(responseMarkdown),
    '## Errors',
    errors.map(({ name, status, when }) => `- ${status} \`${name}\`: ${when}`).join('\n'),
    '## Samples',
    ...samples.map(({ name, language, code }) => `### ${name}\n\n${block(language, code)}`),
  ])}\n`
}

const schemaName = (schema: string | null) => (schema ? `\`${schema}\`, ` : '')

function responseMarkdown({
  status,
  description,
  schema,
  headers,
  fields,
  example,
}: ResponseFacts) {
  return lines([
    `## Response ${status}`,
    `${description}${schema ? ` Its schema is \`${schema}\`.` : ''}`,
    headers.length > 0 && `Headers:\n\n${fieldList(headers, 'response')}`,
    fields.length > 0 && `Body:\n\n${fieldList(fields, 'response')}`,
    example !== undefined && json(example),
  ])
}

/** In a response every field is there, unless it says otherwise. */
const words = {
  request: { required: ['required'], optional: ['optional'] },
  response: { required: [], optional: ['may be absent'] },
}

function fieldList(
  fields: readonly Field[],
  side: keyof typeof words = 'request',
  indent = '',
): string {
  return fields
    .map(({ name, type, required, limits, description, fields: inner }) => {
      const presence = words[side][required ? 'required' : 'optional']
      const facts = [type, ...presence, ...limits].join('; ')
      const below = inner.length > 0 ? `\n${fieldList(inner, side, `${indent}  `)}` : ''
      return `${indent}- \`${name}\` (${facts}): ${description}${below}`
    })
    .join('\n')
}

const intro =
  'Foyer is a self-hosted sign-up app: create an invite link, share it, see who joined. It speaks the public signup token API of Unleash.'

/**
 * An index by the llms.txt proposal (https://llmstxt.org) of a page and what is below its address.
 * @param origin before every address: an index is read away from where it was found
 */
export function llmsIndex({ path, title, summary, content }: DocsPage, origin: string): string {
  const isWhole = content.kind === 'start'
  const below = pagesBelow(path)
  const sections = (['guide', 'operation'] as const).map((kind) => ({
    name: kind === 'guide' ? 'Guides' : 'API reference',
    pages: below.filter((page) => page.content.kind === kind),
  }))
  const whole = `The OpenAPI document: ${origin}/openapi.json. All pages in one file: ${origin}/llms-full.txt.`
  return `${lines([
    `# ${isWhole ? 'Foyer' : title}`,
    `> ${isWhole ? intro : summary}`,
    isWhole && whole,
    ...sections
      .filter(({ pages }) => pages.length > 0)
      .map(({ name, pages }) => `## ${name}\n\n${listOf(pages, origin)}`),
  ])}\n`
}

/** Every guide and operation, one after the other. */
export function llmsFull(origin: string): string {
  const whole = pagesBelow('/docs').filter(
    ({ content }) => content.kind === 'guide' || content.kind === 'operation',
  )
  return `${lines([`# Foyer`, `> ${intro}`])}\n\n${whole.map((page) => toMarkdown(page, origin)).join('\n')}`
}
