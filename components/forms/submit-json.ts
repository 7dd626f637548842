export type Method = 'POST' | 'PUT' | 'DELETE'

/** What the API answered to a form: done, or what is wrong and with which field. */
export type Outcome<T> = { status: 'done'; value: T } | Refusal | { status: 'offline' }

export type Refusal = {
  status: 'refused'
  name: string
  message?: string
  /** `field` is `a.b` for a nested one, `''` for the body as a whole. */
  problems: { field: string; message: string }[]
}

/** The sentence for an error code of the API; `detail` is the API's own. */
export type Translate = (code: string, detail: string) => string

type Problem = {
  code?: string
  detail?: string
  errors?: { pointer: string; detail: string; code: string }[]
}

/**
 * Sends a form's values as JSON. Asks for RFC 9457 errors, which carry a code for each field that
 * `translate` turns into a sentence in the page's language. Never throws.
 * @param headers such as `if-match`, where a change in between has to be told
 */
export async function submitJson<T>(
  method: Method,
  url: string,
  values: unknown,
  translate: Translate,
  headers: Record<string, string> = {},
): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/problem+json, application/json',
        ...(values !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(values !== undefined && { body: JSON.stringify(values) }),
    })
    if (response.ok) return { status: 'done', value: await readJson<T>(response) }
    const { code = 'UnknownError', detail = '', errors = [] } = await readJson<Problem>(response)
    const problems = errors.map((error) => ({
      field: error.pointer.split('/').slice(2).join('.'),
      message: translate(error.code, error.detail),
    }))
    return { status: 'refused', name: code, message: detail, problems }
  } catch {
    return { status: 'offline' }
  }
}

async function readJson<T>(response: Response): Promise<T> {
  const text = await response.text()
  try {
    return JSON.parse(text || '{}')
  } catch {
    // Not ours: a proxy in front answers while Foyer does not.
    return JSON.parse('{}')
  }
}
