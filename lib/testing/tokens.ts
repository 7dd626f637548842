import { inviteToken, randomPart } from '@/lib/server/signup-tokens/token'

/** Texts that are nobody's token: well-formed strangers, and what is not even well-formed. */
export function badTokens(): string[] {
  const stranger = inviteToken({ id: randomPart(), nonce: randomPart() })
  return [
    stranger,
    '',
    'null',
    'undefined',
    '[]',
    '["a","b"]',
    '{}',
    stranger.slice(1),
    `${stranger}A`,
    `${stranger}=`,
    ` ${stranger}`,
    `${stranger}\n`,
    `+/${stranger.slice(2)}`,
    `%41${stranger.slice(3)}`,
    `${stranger.slice(0, 31)}\u0000`,
    '\u0000',
    '%00',
    '../../etc/passwd',
    "' OR 1=1 --",
    'é'.repeat(32),
    '🦄'.repeat(16),
    'A'.repeat(8192),
  ]
}
