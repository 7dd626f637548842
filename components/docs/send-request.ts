import type { TryField, TryItFacts } from './try-it-facts'

/** The message of each problem by the field that it is about: `body.email`. */
export type Problems = Record<string, string>

/** What was answered. */
export type Outcome = { status: string; body: string; problems: Problems }

/** What somebody typed, as JSON where it is JSON; what is no JSON is sent as text, and the API says so. */
function readValue({ kind }: TryField, text: string): unknown {
  if (kind === 'text' && text !== 'null') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What cannot be sent as it is meant. Without a step, or with dots, a path would lead to another operation. */
function problemOf(id: string, { kind, required }: TryField, text: string): string | null {
  if (id === 'path' && /^\.{0,2}$/.test(text)) return 'Enter a value; it is a part of the address.'
  if (id === 'query' && required && text === '') return 'Enter a value.'
  return kind === 'list' && text !== '' && !isJson(text) ? 'Enter valid JSON.' : null
}

/** What has to be mended before anything is sent. Everything else is left to the API. */
export function findProblems({ groups }: TryItFacts, form: FormData): Problems {
  const found = groups.flatMap(({ id, fields }) =>
    fields.flatMap((field) => {
      const name = `${id}.${field.name}`
      const problem = problemOf(id, field, String(form.get(name) ?? ''))
      return problem === null ? [] : [[name, problem] as const]
    }),
  )
  return Object.fromEntries(found)
}

/** The fields of a group that somebody filled in. */
function filledIn(facts: TryItFacts, form: FormData, id: string): [TryField, string][] {
  const fields = facts.groups.find((group) => group.id === id)?.fields ?? []
  return fields.flatMap((field) => {
    const text = String(form.get(`${id}.${field.name}`) ?? '')
    return text === '' ? [] : [[field, text] as [TryField, string]]
  })
}

function textsOf(facts: TryItFacts, form: FormData, id: string): [string, string][] {
  return filledIn(facts, form, id).map(([{ name }, text]) => [name, text])
}

/** Where the request goes, on this instance. */
export function addressOf(facts: TryItFacts, form: FormData): string {
  const params = new Map(textsOf(facts, form, 'path'))
  const path = facts.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params.get(name) ?? ''),
  )
  const query = textsOf(facts, form, 'query')
  return query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path
}

function bodyOf(facts: TryItFacts, form: FormData): BodyInit | null {
  if (facts.file !== null) return form.get('file')
  if (!facts.hasBody) return null
  const members = filledIn(facts, form, 'body').map(([field, text]) => [
    field.name,
    readValue(field, text),
  ])
  return JSON.stringify(Object.fromEntries(members))
}

/** Sends the request that the form describes: as the person who is signed in here, or as anybody. */
export async function sendRequest(facts: TryItFacts, form: FormData): Promise<Outcome> {
  const body = bodyOf(facts, form)
  const headers = new Headers(textsOf(facts, form, 'header'))
  if (facts.hasBody) headers.set('content-type', 'application/json')
  const response = await fetch(addressOf(facts, form), {
    method: facts.method,
    headers,
    body,
    // Who signs somebody up to try it stays signed in as before.
    credentials: facts.isPublic ? 'omit' : 'same-origin',
    redirect: 'manual',
  })
  if (response.type === 'opaqueredirect') {
    return { status: 'A redirect, which browsers do not show.', body: '', problems: {} }
  }
  return await outcomeOf(response)
}

async function outcomeOf(response: Response): Promise<Outcome> {
  const { status, statusText } = response
  const text = await response.text()
  const line = `${status} ${statusText}`.trim()
  try {
    const value = JSON.parse(text)
    return { status: line, body: JSON.stringify(value, null, 2), problems: problemsIn(value) }
  } catch {
    return { status: line, body: text, problems: {} }
  }
}

type Detail = { path?: unknown; message?: unknown }

/** The details of an error body by field; `/body/show/title` is said at `show`. */
function problemsIn(value: unknown): Problems {
  const details: Detail[] = Object(value).details ?? []
  if (!Array.isArray(details)) return {}
  const found = details.map(({ path, message }) => {
    const [, place = '', name = ''] = String(path).split('/')
    return [`${place}.${name}`, String(message)]
  })
  return Object.fromEntries(found)
}
