/** What the API answered to a form: done, or what is wrong and with which field. */
export type Outcome<T> =
  | { status: 'done'; value: T }
  | { status: 'refused'; name: string; problems: { field: string; message: string }[] }
  | { status: 'offline' }

type Problem = { code?: string; errors?: { pointer: string; detail: string; code: string }[] }

/**
 * Sends a form's values as JSON. Asks for RFC 9457 errors, which carry a code for each field that
 * `translate` turns into a sentence in the page's language. Never throws.
 */
export async function submitJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  values: unknown,
  translate: (code: string, detail: string) => string,
): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: 'application/problem+json, application/json',
      },
      body: JSON.stringify(values),
    })
    if (response.ok) return { status: 'done', value: await readJson<T>(response) }
    const { code = 'UnknownError', errors = [] } = await readJson<Problem>(response)
    const problems = errors.map(({ pointer, detail, code: field }) => ({
      field: pointer.split('/')[2] ?? '',
      message: translate(field, detail),
    }))
    return { status: 'refused', name: code, problems }
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
