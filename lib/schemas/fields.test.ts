import { describe, expect, test } from 'vitest'
import { emailSchema, nameSchema, plainTextSchema, usernameSchema } from '@/lib/schemas/fields'

type Schema = { safeParse(value: unknown): { success: boolean; data?: unknown; error?: unknown } }

/** What a text becomes, or null where it is refused. */
function read(schema: Schema, value: unknown): unknown {
  const result = schema.safeParse(value)
  return result.success ? result.data : null
}

describe('email', () => {
  // CHECKLIST 3
  test('what is one address to mail is one text here', () => {
    const spellings = [
      'ada@example.org',
      ' ADA@EXAMPLE.ORG\n',
      'Ada@Example.Org',
      '\u00a0ada@example。org',
      'ada@ｅｘａｍｐｌｅ.org',
      'ada@example\u3002org\u3000',
    ]
    for (const email of spellings) expect(read(emailSchema, email)).toBe('ada@example.org')
  })

  // CHECKLIST 3
  test('an international domain is folded to its A-labels', () => {
    const domains = ['bücher.example', 'BÜCHER.example', 'bücher.example'.normalize('NFD')]
    for (const domain of [...domains, 'xn--bcher-kva.example', 'XN--Bcher-kva.example']) {
      expect(read(emailSchema, `ada@${domain}`)).toBe('ada@xn--bcher-kva.example')
    }
  })

  test('an address of 254 characters is accepted, one of 255 is not', () => {
    const email = (length: number) => {
      const domain = `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(50)}.x`
      return `${'l'.repeat(64)}@${domain}`.padEnd(length, 'x')
    }
    expect(email(254)).toHaveLength(254)
    expect(read(emailSchema, email(254))).toBe(email(254))
    expect(read(emailSchema, email(255))).toBeNull()
  })

  test('what a sign-in form would not take is no address', () => {
    const wrong = [
      '',
      ' ',
      'ada',
      '@example.org',
      'ada@',
      'ada@localhost',
      'ada@example..org',
      'ada@.example.org',
      'ada@example.org.',
      'ada@-example.org',
      'ada@example-.org',
      'ada@127.0.0.1',
      'ada@0x7f.1',
      'ada@[::1]',
      'ada@example.org:25',
      'ada@example.org/path',
      'ada@example.org?x',
      'ada@user@example.org',
      'ada.@example.org',
      '.ada@example.org',
      'a..da@example.org',
      'ada lovelace@example.org',
      '"ada lovelace"@example.org',
      'Ada <ada@example.org>',
      'ada@exam\u0000ple.org',
      'ada@exa%6dple.org',
      'ada@example.org\r\nBcc: x@example.org',
      'zoé@example.org',
      `${'l'.repeat(65)}@example.org`,
      '\ud800@example.org',
      7,
      null,
      ['ada@example.org'],
    ]
    for (const email of wrong) expect([email, read(emailSchema, email)]).toEqual([email, null])
  })
})

describe('name', () => {
  test('1 to 255 code points remain after trimming', () => {
    expect(read(nameSchema, '  Ada  ')).toBe('Ada')
    expect(read(nameSchema, '🦄'.repeat(255))).toBe('🦄'.repeat(255))
    for (const name of ['', '  ', '\u200b', '\u202e\u2066', 'a'.repeat(256), 7, null]) {
      expect(read(nameSchema, name)).toBeNull()
    }
  })

  test('control characters are refused; marks that turn or hide text are taken out', () => {
    for (const name of ['a\u0000b', 'a\nb', 'a\u001b[31mb', 'a\u0085b', '\ud800']) {
      expect(read(nameSchema, name)).toBeNull()
    }
    expect(read(nameSchema, 'Ada\u202egnp.exe\u200b')).toBe('Adagnp.exe')
    expect(read(nameSchema, '<img onerror=x>')).toBe('<img onerror=x>')
  })
})

describe('username', () => {
  test('it never looks like an address, in any width of @', () => {
    for (const username of ['ada@example.org', '@', 'ada＠example.org', 'ada﹫example.org']) {
      expect(read(usernameSchema, username)).toBeNull()
    }
    expect(read(usernameSchema, ' ada ')).toBe('ada')
    expect(read(usernameSchema, '')).toBe('')
  })

  test('its length is that of the folded name, which an index has to hold', () => {
    expect(read(usernameSchema, 'ö'.repeat(255).normalize('NFD'))).toBe('ö'.repeat(255))
    expect(read(usernameSchema, '\ufdfa'.repeat(14))).toBe('\ufdfa'.repeat(14))
    expect(read(usernameSchema, '\ufdfa'.repeat(15))).toBeNull()
  })
})

test('marks that something hidden or invisible parts count as one run', () => {
  const run = '\u0301'.repeat(30)
  for (const between of ['\u200b', '\u2060', '\u200d', '\u00ad']) {
    const covering = `a${run}${between}${run}`
    expect(nameSchema.safeParse(covering).success).toBe(false)
    expect(plainTextSchema(500).safeParse(covering).success).toBe(false)
  }
  expect(nameSchema.safeParse(`a${run}b${run}`).success).toBe(true)
  expect(nameSchema.safeParse('👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿').success).toBe(true)
})

test('what is stored is NFC, also where something hidden stood between a letter and its mark', () => {
  expect(nameSchema.parse('a\u200b\u0301')).toBe('\u00e1')
})
