import { pretty, type SampleRequest } from './request'

/** The request in Go, with its standard library. */
export function go(request: SampleRequest): string {
  return [
    `package main\n\nimport (\n${packagesOf(request).join('')})\n`,
    'func main() {',
    ...statementsOf(request).map((line) => `\t${line}`),
    '}',
  ].join('\n')
}

const onError = ['if err != nil {', '\tpanic(err)', '}']

function packagesOf({ credential, body, file, streams }: SampleRequest): string[] {
  const names = [
    ...['fmt', 'io', 'net/http'],
    ...(credential || file || streams ? ['os'] : []),
    ...(body === undefined ? [] : ['strings']),
  ]
  return names.map((name) => `\t"${name}"\n`)
}

function statementsOf(request: SampleRequest): string[] {
  const { method, url, redirects, streams } = request
  const [sent, prepared] = bodyOf(request)
  // The client would follow a redirect.
  const send = redirects ? 'http.DefaultTransport.RoundTrip' : 'http.DefaultClient.Do'
  return [
    ...prepared,
    `request, err := http.NewRequest("${method}", "${url}", ${sent})`,
    ...onError,
    ...headersOf(request),
    `response, err := ${send}(request)`,
    ...onError,
    'defer response.Body.Close()',
    ...(streams ? follow : print),
  ]
}

/** What is sent, and the statements that prepare it. */
function bodyOf({ body, file }: SampleRequest): [string, string[]] {
  if (file) return ['file', [`file, err := os.Open("${file.name}")`, ...onError]]
  if (body === undefined) return ['nil', []]
  return ['body', [`body := strings.NewReader(\`${pretty(body)}\`)`]]
}

function headersOf({ credential, contentType }: SampleRequest): string[] {
  const { header, prefix, variable } = credential ?? {}
  const value = `${prefix ? `"${prefix}"+` : ''}os.Getenv("${variable}")`
  return [
    ...(credential ? [`request.Header.Set("${header}", ${value})`] : []),
    ...(contentType === null ? [] : [`request.Header.Set("Content-Type", "${contentType}")`]),
  ]
}

const follow = ['fmt.Println(response.Status)', 'io.Copy(os.Stdout, response.Body)']

const print = [
  'text, err := io.ReadAll(response.Body)',
  ...onError,
  'if response.StatusCode >= 400 {',
  '\tpanic(string(text))',
  '}',
  'fmt.Println(response.Status, string(text))',
]
