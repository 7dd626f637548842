import type { SampleRequest } from './request'

/** A value as Python writes it. */
function literal(value: unknown, indent = ''): string {
  const deeper = `${indent}    `
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  const list = Array.isArray(value)
  const items = Object.entries(value).map(([key, one]) => {
    const name = list ? '' : `${JSON.stringify(key)}: `
    return `${deeper}${name}${literal(one, deeper)},\n`
  })
  const [open, close] = list ? ['[', ']'] : ['{', '}']
  return items.length > 0 ? `${open}\n${items.join('')}${indent}${close}` : `${open}${close}`
}

/** The request in Python, with the library requests. */
export function python({ method, url, credential, body, file, ...rest }: SampleRequest): string {
  const { header, prefix, variable } = credential ?? {}
  const secret = `os.environ["${variable}"]`
  const headers = [
    ...(credential ? [`"${header}": ${prefix ? `"${prefix}" + ${secret}` : secret}`] : []),
    ...(file ? [`"Content-Type": "${rest.contentType}"`] : []),
  ]
  const options = [
    ...(headers.length > 0 ? [`headers={${headers.join(', ')}}`] : []),
    ...(body === undefined ? [] : [`json=${literal(body, '    ')}`]),
    ...(file ? [`data=open("${file.name}", "rb")`] : []),
    ...(rest.redirects ? ['allow_redirects=False'] : []),
    ...(rest.streams ? ['stream=True'] : []),
  ]
  return [
    ...(credential ? ['import os\n'] : []),
    'import requests\n',
    `response = requests.${method.toLowerCase()}(`,
    ...[`"${url}"`, ...options].map((one) => `    ${one},`),
    ')',
    'response.raise_for_status()',
    ...(rest.streams
      ? ['for line in response.iter_lines():', '    print(line.decode())']
      : ['print(response.status_code, response.text)']),
  ].join('\n')
}
