import { pretty, type SampleRequest } from './request'

/** Moves in all lines but the first. */
const inset = (text: string, by: string) => text.replaceAll('\n', `\n${by}`)

/** The request in JavaScript, for Node and others with `fetch`. */
export function javascript(request: SampleRequest): string {
  const { url, file, streams } = request
  const options = optionsOf(request).map((option) => `  ${option},\n`)
  const second = options.length > 0 ? `, {\n${options.join('')}}` : ''
  return [
    ...(file ? [`import { readFile } from 'node:fs/promises'\n`] : []),
    `const response = await fetch('${url}'${second})`,
    'if (response.status >= 400) throw new Error(await response.text())',
    ...(streams ? follow : ['console.log(response.status, await response.text())']),
  ].join('\n')
}

const follow = [
  'const text = response.body.pipeThrough(new TextDecoderStream())',
  'for await (const part of text) console.log(part)',
]

function optionsOf(request: SampleRequest): string[] {
  const { method, body, file, redirects } = request
  const headers = headersOf(request)
  return [
    ...(method === 'GET' ? [] : [`method: '${method}'`]),
    ...(headers.length > 0 ? [`headers: { ${headers.join(', ')} }`] : []),
    ...(body === undefined ? [] : [`body: JSON.stringify(${inset(pretty(body), '  ')})`]),
    ...(file ? [`body: await readFile('${file.name}')`] : []),
    ...(redirects ? [`redirect: 'manual'`] : []),
  ]
}

function headersOf({ credential, contentType }: SampleRequest): string[] {
  const { header, prefix, variable } = credential ?? {}
  const secret = `process.env.${variable}`
  const value = prefix ? `\`${prefix}\${${secret}}\`` : secret
  return [
    ...(credential ? [`${header}: ${value}`] : []),
    ...(contentType === null ? [] : [`'Content-Type': '${contentType}'`]),
  ]
}
