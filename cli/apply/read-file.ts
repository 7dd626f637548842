import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import * as core from 'zod/v4/core'
import { fieldMessage, isFieldErrorCode } from '@/lib/field-errors'
import { UsageError } from '../errors'
import { readStdin } from '../stdin'
import { type Declared, fileSchema } from './schema'

type Problem = { line: number; text: string }

/** What the file declares, checked as the API checks it. `-` is standard input. */
export async function readDeclared(name: string, folder: string): Promise<Declared> {
  return parseDeclared(name, name === '-' ? await readStdin() : readText(resolve(folder, name)))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`The file cannot be read: ${file}`)
  }
}

/** Throws a `UsageError` with the line and the path of every problem. */
export function parseDeclared(name: string, text: string): Declared {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, logLevel: 'error' })
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line)
  // A warning is about a tag that nobody knows; what it stands for is not what was meant.
  const broken = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    text: message.replace(/ at line \d+, column \d+:[\s\S]*$/, ''),
  }))
  if (broken.length > 0) throw wrong(name, 'is not YAML', broken)
  const value = toValue(name, document)
  const read = core.safeParse(fileSchema, value ?? {})
  const problems = [...reserved(value), ...(read.success ? [] : read.error.issues.flatMap(explain))]
  if (!read.success || problems.length > 0) {
    const placed = problems.map(({ path, message }) => ({
      line: lineAt(offsetOf(document, path)),
      text: `${path.join('.') || 'the file'}: ${message}`,
    }))
    throw wrong(name, 'cannot be applied', placed)
  }
  if (!read.data.links && !read.data.settings) {
    throw new UsageError(`${name} declares nothing: neither links nor settings.`)
  }
  return read.data as Declared
}

function toValue(name: string, document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    throw new UsageError(`${name} repeats itself by aliases too often.`)
  }
}

function wrong(name: string, what: string, problems: Problem[]): UsageError {
  const sorted = problems.toSorted((a, b) => a.line - b.line)
  const lines = sorted.map(({ line, text }) => `${name}:${line}: ${text}`)
  return new UsageError(`${name} ${what}. Nothing was changed.`, lines)
}

type Explained = { path: PropertyKey[]; message: string }

/** zod passes over a key of this name. */
function reserved(value: unknown): Explained[] {
  if (typeof value !== 'object' || value === null || !('links' in value)) return []
  const { links } = value
  const isThere = typeof links === 'object' && links !== null && Object.hasOwn(links, '__proto__')
  return isThere ? [{ path: ['links', '__proto__'], message: fieldMessage('keyInvalid') }] : []
}

/** The problems of an issue, in the sentences of the API. */
function explain(issue: core.$ZodIssue): Explained[] {
  if (issue.code === 'unrecognized_keys') {
    const message = fieldMessage('unknownField')
    return issue.keys.map((key) => ({ path: [...issue.path, key], message }))
  }
  if (issue.code === 'invalid_key') {
    return [{ path: issue.path, message: fieldMessage('keyInvalid') }]
  }
  const params = issue.code === 'custom' ? issue.params : undefined
  const known = isFieldErrorCode(issue.message)
  const message = known
    ? fieldMessage(issue.message, params)
    : 'This has to be a mapping, such as `name: Rowing club`.'
  return [{ path: issue.path, message }]
}

type Found = { node: unknown; offset: number | undefined }

/** What stands at a step below a node, and where; null where nothing does. */
function stepInto(document: Document, node: unknown, step: string): Found | null {
  const inner = isAlias(node) ? node.resolve(document) : node
  if (isSeq(inner)) return { node: inner.items[Number(step)], offset: undefined }
  if (!isMap(inner)) return null
  const pair = inner.items.find(({ key }) => isScalar(key) && String(key.value) === step)
  if (!pair) return null
  return { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined }
}

/** Where a path begins in the text; of what is missing, where its parent does. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const step of path) {
    const found = stepInto(document, node, String(step))
    if (!found) return offset
    node = found.node
    offset = found.offset ?? offset
  }
  return offset
}
