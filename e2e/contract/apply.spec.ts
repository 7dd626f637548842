import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import type { SignupTokenResponse } from '@/lib/schemas/responses'
import { adminToken } from '../support/app'
import { foyerAt, runCli } from '../support/cli'
import { call } from './support/call'
import { admin, givenLink, inSeconds, tokens } from './support/given'
import { appUrl } from './support/send'

async function givenFile(text: string): Promise<string> {
  const file = test.info().outputPath('foyer.yaml')
  await writeFile(file, text)
  return file
}

const apply = (file: string, ...more: string[]) => foyerAt(appUrl(), ['apply', '-f', file, ...more])

async function findByKey(key: string): Promise<SignupTokenResponse[]> {
  const response = await call('GET', `${tokens}?key=${key}`, { as: admin })
  return response.json<{ tokens: SignupTokenResponse[] }>().tokens
}

test.describe('foyer apply', () => {
  test.setTimeout(120_000)

  test('creates what the file declares; a second run changes nothing and says so', async () => {
    const [near, far] = [`near-${randomUUID()}`, `far-${randomUUID()}`]
    const other = await givenLink({ name: 'Not in the file' })
    const file = await givenFile(`
links:
  ${near}:
    name: Rowing club
    expiresAt: ${inSeconds(3600)}
    maxUses: 10
    rootRole: editor
    show: { title: Rowing in spring }
    enabled: false
  # Ends beyond the limit are shortened.
  ${far}:
    name: Chess
    expiresAt: 2099-01-31T18:00:00Z
settings:
  contact: ""
`)
    const first = await apply(file, '--yes')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toContain(`+ ${near}: create “Rowing club”, ends `)
    expect(first.out).toContain(
      'Links: 2 to create, 0 to change, 0 unchanged. Settings: unchanged.',
    )
    expect(first.out).toMatch(new RegExp(`✓ ${far} created: http://localhost:\\d+/invite/`))
    expect(await findByKey(near)).toMatchObject([
      { name: 'Rowing club', maxUses: 10, role: { id: 2 }, state: 'paused' },
    ])

    const before = [await findByKey(near), await findByKey(far)]
    const second = await apply(file, '--yes')
    expect(second.code).toBe(0)
    expect(second.err).toBe('Everything is as declared. Nothing was changed.\n')
    expect(second.out).toContain('Links: 0 to create, 0 to change, 2 unchanged.')
    expect([await findByKey(near), await findByKey(far)]).toEqual(before)
    const left = await call('GET', `${tokens}/${other.secret}`, { as: admin })
    expect(left.json()).toEqual(other)
  })

  test('shows the changes field by field, and applies them only after confirmation', async () => {
    const key = randomUUID()
    const end = inSeconds(3600)
    const declare = (fields: string) =>
      givenFile(`links: { ${key}: { expiresAt: "${end}", ${fields} } }`)
    await apply(await declare('name: Rowing, maxUses: 5'), '--yes')
    const [created] = await findByKey(key)
    const changed = await declare('name: Rowing club, maxUses: null, revoked: true')
    const plan = [
      `~ ${key}: change`,
      '    name: "Rowing" → "Rowing club"',
      '    maxUses: 5 → nothing',
      '    revoked: false → true',
      'Links: 0 to create, 1 to change, 0 unchanged. Settings: unchanged.\n',
    ].join('\n')
    const dry = await apply(changed, '--dry-run')
    expect([dry.code, dry.out]).toEqual([0, plan])
    const refused = await foyerAt(appUrl(), ['apply', '-f', changed], 'no\n')
    expect([refused.code, refused.out]).toEqual([1, plan])
    expect(refused.err).toBe('Type “yes” to apply this.\n✗ Nothing was changed.\n')
    expect((await apply(changed)).code).toBe(1)
    expect(await findByKey(key)).toEqual([created])

    const confirmed = await foyerAt(appUrl(), ['apply', '-f', changed], 'yes\n')
    expect([confirmed.code, confirmed.out]).toEqual([0, `${plan}✓ ${key} changed\n`])
    expect(await findByKey(key)).toMatchObject([
      { name: 'Rowing club', maxUses: null, state: 'revoked', secret: created?.secret },
    ])
    const restored = await apply(
      await declare('name: Rowing club, revoked: false'),
      '--yes',
      '--json',
    )
    expect(JSON.parse(restored.out)).toMatchObject({
      links: [{ key, action: 'change', changes: [{ field: 'revoked', from: true, to: false }] }],
      applied: true,
      refused: [],
    })
    expect(await findByKey(key)).toMatchObject([{ state: 'open' }])
  })

  test('creates each link once when two runs apply the same file at the same time', async () => {
    const keys = Array.from({ length: 5 }, () => randomUUID())
    const lines = keys.map((key) => `  ${key}: { name: Twice, expiresAt: "${inSeconds(3600)}" }`)
    const file = await givenFile(['links:', ...lines].join('\n'))
    const runs = await Promise.all([apply(file, '--yes'), apply(file, '--yes')])
    expect(runs.map(({ code, err }) => [code, err])).toEqual([
      [0, expect.stringMatching(/^(Everything is as declared. Nothing was changed.\n)?$/)],
      [0, expect.stringMatching(/^(Everything is as declared. Nothing was changed.\n)?$/)],
    ])
    for (const key of keys) expect(await findByKey(key)).toHaveLength(1)
  })

  test('applies the valid entries, and exits with 1 if Foyer refuses one', async () => {
    const [good, bad] = [randomUUID(), randomUUID()]
    const file = await givenFile(`links:
  ${bad}: { name: Over, expiresAt: 2020-01-31T18:00:00Z }
  ${good}: { name: Good, expiresAt: "${inSeconds(3600)}" }
`)
    const { code, out, err } = await apply(file, '--yes')
    expect([code, err]).toEqual([1, '✗ 1 of 2 could not be applied.\n'])
    expect(out).toContain(
      `✗ ${bad}: The request is not valid; see details. (400 BadDataError)\n  /body/expiresAt: `,
    )
    expect(out).toContain(`✓ ${good} created: `)
    expect(await findByKey(bad)).toEqual([])
  })

  test('refuses an invalid file with the line and path of each problem, exits with 2 and changes nothing', async () => {
    const key = randomUUID()
    const unknown = await givenFile(`links:
  ${key}:
    name: Rowing
    expiresAt: ${inSeconds(3600)}
    colour: red
`)
    const field = await apply(unknown, '--yes')
    expect([field.code, field.out]).toEqual([2, ''])
    expect(field.err).toContain(`foyer.yaml:5: links.${key}.colour: Unknown field. Remove it.\n`)
    expect(await findByKey(key)).toEqual([])
    const broken = await apply(await givenFile('links: ['), '--yes')
    expect([broken.code, broken.err]).toEqual([2, expect.stringContaining('is not YAML')])
    const away = await apply('/nowhere/foyer.yaml')
    expect([away.code, away.err]).toEqual([2, '✗ The file cannot be read: /nowhere/foyer.yaml\n'])
    const asked = await runCli(['apply', '-f', '-'], {
      FOYER_URL: appUrl(),
      FOYER_TOKEN: adminToken,
    })
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining('--yes or --dry-run')])
  })
})
