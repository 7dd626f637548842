import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { operations } from '@/lib/api/operations'
import { docsPages, startPage } from '@/lib/server/docs/pages'
import { appUrl, send } from './support/send'

const paths = docsPages().map(({ path }) => path)

/** The most bytes of a page, compressed as a server in front of Foyer would do it. */
const WEIGHT_MAX = 60_000

type Seen = { status: number; html: string }

async function read(path: string): Promise<Seen> {
  const { status, text } = await send('GET', path)
  return { status, html: text }
}

const unescaped = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"')

const valuesOf = (html: string, attribute: string) =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    unescaped(value),
  )

/** The links of a page that lead to other parts of the documentation. */
const linksOf = (html: string, path: string) =>
  valuesOf(html.replaceAll(/<head>.*?<\/head>/gs, ''), 'href')
    .map((href) => new URL(href, `http://foyer${path}`))
    .filter(({ host, pathname }) => host === 'foyer' && /^\/(docs|llms)/.test(pathname))

test.describe('a crawl of the documentation', () => {
  const pages = new Map<string, Seen>()

  test.beforeAll(async () => {
    for (const path of paths) pages.set(path, await read(path))
  })

  test('every page loads, is complete without scripts, and stays under 60 kB compressed', () => {
    const wrong = [...pages].filter(([, { status }]) => status !== 200)
    expect(wrong).toEqual([])
    for (const { path, title } of docsPages()) {
      const { html = '' } = pages.get(path) ?? {}
      const text = unescaped(html.replaceAll(/<script.*?<\/script>|<[^>]*>/gs, ''))
      expect(text, path).toContain(title)
      expect(gzipSync(html).length, path).toBeLessThan(WEIGHT_MAX)
    }
  })

  test('every link works, including links to sections', async () => {
    const links = [...pages].flatMap(([path, { html }]) => linksOf(html, path))
    const targets = new Map(links.map((link) => [link.pathname + link.search, link]))
    const elsewhere = [...targets.values()].filter(({ pathname }) => !pages.has(pathname))
    for (const { pathname, search } of elsewhere) {
      const { status } = await send('GET', pathname + search)
      expect([pathname, status]).toEqual([pathname, 200])
    }
    const dead = links.filter(({ pathname, hash }) => {
      const ids = valuesOf(pages.get(pathname)?.html ?? '', 'id')
      return hash !== '' && !ids.includes(decodeURIComponent(hash.slice(1)))
    })
    expect(dead.map(({ href }) => href)).toEqual([])
  })

  test('no id occurs twice on a page', () => {
    for (const [path, { html }] of pages) {
      const ids = valuesOf(html.replaceAll(/<script.*?<\/script>/gs, ''), 'id')
      expect([path, ids.filter((id, at) => ids.indexOf(id) !== at)]).toEqual([path, []])
    }
  })

  test('nothing is loaded from another host', () => {
    for (const [path, { html }] of pages) {
      const loaded = [
        ...valuesOf(html, 'src'),
        ...[...html.matchAll(/<link[^>]*>/g)].flatMap(([link]) => valuesOf(link, 'href')),
      ]
      const hosts = loaded.map((address) => new URL(address, appUrl()).origin)
      expect([path, [...new Set(hosts)]]).toEqual([path, [appUrl()]])
    }
  })
})

test('every page is available as Markdown, at its address with .md and with Accept: text/markdown', async () => {
  for (const { path, title } of docsPages()) {
    const { status, headers, text } = await send('GET', `${path}.md`)
    expect([path, status, headers.get('content-type')]).toEqual([
      ...[path, 200, 'text/markdown; charset=utf-8'],
    ])
    expect(text).toMatch(/^# .+\n/)
    expect(text).toContain(title)
    const accept = 'text/html;q=0.5, text/markdown'
    const accepted = await send('GET', path, { headers: { accept } })
    expect([path, accepted.text === text]).toEqual([path, true])
    expect(accepted.headers.get('vary')).toMatch(/\baccept\b(?!-)/i)
  }
})

test('llms.txt lists every operation and guide, and each section has its own llms.txt with its pages', async () => {
  const whole = await send('GET', '/llms.txt')
  const listed = [...whole.text.matchAll(/\]\((\S+)\)/g)].map(([, href = '']) => href)
  const wanted = docsPages().filter(({ content }) => /^(guide|operation)$/.test(content.kind))
  expect(listed).toEqual(wanted.map(({ path }) => `${appUrl()}${path}.md`))
  expect(wanted.length).toBeGreaterThan(operations.length)
  for (const path of paths) {
    const { status, text } = await send('GET', `${path}/llms.txt`)
    expect([path, status]).toEqual([path, 200])
    for (const [, href = ''] of text.matchAll(/\]\((\S+)\)/g)) {
      expect(href.startsWith(`${appUrl()}${path}`), href).toBe(true)
    }
  }
  expect((await send('GET', `${startPage.path}/llms.txt`)).text).toBe(whole.text)
  const full = await send('GET', '/llms-full.txt')
  for (const { title } of wanted) expect(full.text).toContain(`# ${title}\n`)
})

test('an unknown page is a 404 that suggests similar pages; as Markdown it has an error body', async () => {
  const { status, html } = await read('/docs/reference/users/get-userz')
  const main = html.slice(html.indexOf('<main'))
  expect([status, main.includes('/docs/reference/users/get-user"')]).toEqual([404, true])
  for (const path of ['/docs/x.php', '/docs/.env', '/docs/guides/errors.txt']) {
    expect([path, (await read(path)).status]).toEqual([path, 404])
  }
  const answer = await send('GET', '/docs/reference/users/get-userz.md')
  expect([answer.status, JSON.parse(answer.text).name]).toEqual([404, 'NotFoundError'])
  const far = await read(`/docs/${'x'.repeat(2000)}`)
  expect(far.status).toBe(404)
})

test('the search accepts any text', async () => {
  const find = async (text: string) => {
    const { status, text: body } = await send(
      'GET',
      `/docs/search.json?${new URLSearchParams({ q: text })}`,
    )
    return [status, JSON.parse(body).pages.length]
  }
  expect(await find('sign up')).toEqual([200, expect.any(Number)])
  for (const text of ['', '\u0000', '*', '"', 'x'.repeat(5000), '٠'.repeat(300)]) {
    expect([text.slice(0, 4), await find(text)]).toEqual([text.slice(0, 4), [200, 0]])
  }
  const page = await read(`/docs?${new URLSearchParams({ q: '<script>alert(1)</script>' })}`)
  expect([page.status, page.html.includes('<script>alert')]).toEqual([200, false])
})

test('writing to the documentation is a 405, and so is reading where its form leads', async () => {
  for (const path of [
    '/docs',
    '/docs/guides/errors',
    '/docs/guides/errors.md',
    '/llms.txt',
    '/docs/search.json',
  ]) {
    const { status } = await send('POST', path, { body: {} })
    expect([path, status]).toEqual([path, 405])
  }
  const read = await send('GET', '/docs/vote')
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST'])
})
