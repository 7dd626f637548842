import { pretty, type SampleRequest } from './request'

/** A text in single quotes of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** The request as a command of curl. */
export function curl({
  method,
  url,
  credential,
  body,
  file,
  streams,
  contentType,
}: SampleRequest): string {
  const needsMethod = method !== 'GET' && !(method === 'POST' && body !== undefined)
  const { header, prefix, variable } = credential ?? {}
  return [
    `curl --fail-with-body${streams ? ' --no-buffer' : ''} ${quoted(url)}`,
    ...(needsMethod ? [`--request ${method}`] : []),
    ...(credential ? [`--header "${header}: ${prefix}$${variable}"`] : []),
    ...(file ? [`--header ${quoted(`Content-Type: ${contentType}`)}`] : []),
    ...(file ? [`--data-binary @${file.name}`] : []),
    ...(body === undefined ? [] : [`--json ${quoted(pretty(body))}`]),
  ].join(' \\\n  ')
}
