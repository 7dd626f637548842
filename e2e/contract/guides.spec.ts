import { expect, test } from 'playwright/test'
import { type App, adminToken, startApp } from '../support/app'
import { expectAsShown, expectTrue } from '../support/guides/check'
import { startLossyProxy } from '../support/guides/lossy-proxy'
import { blocksOf, type Guide, readGuides } from '../support/guides/read'
import { runGuide } from '../support/guides/run'

// One worker and one app for all guides: they change settings, which other tests rely on.
test.describe.configure({ mode: 'default' })

const guideOf = (text: string): Guide => {
  const file = 'docs/guides/example.md'
  return { name: 'example', file, text, blocks: blocksOf(text, file) }
}

test.describe('the guides', () => {
  let app: App

  test.beforeAll(async () => {
    test.setTimeout(180_000)
    app = await startApp()
  })

  test.afterAll(async () => {
    await app.stop()
  })

  async function run(guide: Guide, url = app.url) {
    const folder = test.info().outputPath()
    return await runGuide(guide, { folder, url, token: adminToken })
  }

  for (const guide of readGuides()) {
    test(`the commands of ${guide.name} run from top to bottom and print what the guide shows`, async () => {
      test.setTimeout(90_000)
      expectTrue(guide, await run(guide))
    })
  }

  test('retried as the guide to retries says, a request whose response was lost takes effect once', async () => {
    const proxy = await startLossyProxy(app.url)
    const text = readGuides().find(({ name }) => name === 'retries')?.text ?? ''
    // The address of the person who joins is taken since the guide has run.
    await run(guideOf(text.replaceAll('katherine@', 'dorothy@')), proxy.url)
    await proxy.stop()
    expect(proxy.lost).toEqual([
      'POST /api/admin/invite-link/tokens 201',
      expect.stringMatching(/^POST \/invite\/[\w-]{32}\/signup 201$/),
    ])
    const query = new URLSearchParams({ q: 'Night shift' })
    const list = await fetch(`${app.url}/api/admin/invite-link/tokens?${query}`, {
      headers: { authorization: adminToken },
    })
    // One from the run without losses.
    expect((await list.json()).tokens).toMatchObject([{ useCount: 1 }, { useCount: 1 }])
  })

  test('a code block in an unknown language, an unclosed one and one that would not be run are errors', async () => {
    await expect(run(guideOf('```py\nprint(1)\n```'))).rejects.toThrow('language “py”')
    await expect(run(guideOf('```\necho 1\n```'))).rejects.toThrow('language “”')
    await expect(run(guideOf('```yaml\na: 1\n```'))).rejects.toThrow('# foyer.yaml')
    expect(() => guideOf('```sh\necho 1')).toThrow('example.md:1: this block has no end')
    expect(() => guideOf('- item\n\n    echo 1')).toThrow(
      'example.md:3: this code would not be run',
    )
  })

  test('a failing command is reported with its line and its output', async () => {
    const guide = guideOf('```sh\nname=Rowing\n```\n\n```sh\necho "$name"\nfalse\necho after\n```')
    await expect(run(guide)).rejects.toThrow(/example\.md:5 failed with code 1:[\s\S]*\nRowing\n$/)
  })

  test('the output shown in a guide is compared with the real output', () => {
    const error = { id: '<uuid>', name: 'NotFoundError', message: 'Not found.', details: [] }
    const id = '8fe6cd95-a377-46fd-a365-4fac607b067e'
    expectAsShown(error, { ...error, id }, 'an error')
    expectAsShown({ list: [{ a: 1 }] }, { list: [{ a: 2 }, { a: 3 }] }, 'a list')
    const wrong: [unknown, unknown][] = [
      [error, { ...error, id, message: 'Gone.' }],
      [error, error],
      [{ a: 1 }, { a: '1' }],
      [{ a: 1 }, { a: 1, b: 2 }],
      [{ list: [1] }, { list: [] }],
    ]
    for (const [shown, printed] of wrong) {
      expect(() => expectAsShown(shown, printed, 'wrong')).toThrow()
    }
    const nginx = guideOf('```nginx\nlisten 443 ssl http2;\nlisten 80;\n```')
    expect(() => expectTrue(nginx, [])).toThrow('no “listen 80;” here')
    for (const line of ['PUBLIC_ADDRESS=https://join.example.org', 'TRUST_PROXY_HOPS=one']) {
      expect(() => expectTrue(guideOf(`\`\`\`dotenv\n${line}\n\`\`\``), [])).toThrow()
    }
  })
})
