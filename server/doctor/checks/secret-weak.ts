import { type Check, type Finding, mistake } from '@/server/doctor/check'

/** 32 random characters have far more, whatever their alphabet. */
const LEAST_CHARACTERS = 10

/** What examples are made of. Random text does not contain it. */
const example = /obviously.?fake|example|change.?me|replace|placeholder|secret|password/i

function weaknessOf(secret: string): string | null {
  if (example.test(secret)) return 'looks like an example that others may know'
  const characters = new Set(secret).size
  if (characters >= LEAST_CHARACTERS) return null
  return `has only ${characters} different characters and can be guessed`
}

function findingOf(name: string, secret: string): Finding | null {
  const weakness = weaknessOf(secret)
  if (weakness === null) return null
  return mistake(
    `${name} ${weakness}: whoever knows it can make valid links.`,
    name === 'APP_SECRET'
      ? 'Set APP_SECRET to the output of `openssl rand -base64 32`. Links made before stop working, unless you list the former secret in APP_SECRET_PREVIOUS for a while.'
      : 'Remove it as soon as its links have ended.',
  )
}

export const weakSecret: Check = {
  name: 'APP_SECRET is hard to guess',
  applies: ({ env }) => env.appSecret !== undefined,
  run: async ({ env: { appSecret = '', previousAppSecrets } }) => {
    const previous = previousAppSecrets.map((secret) =>
      findingOf('A secret in APP_SECRET_PREVIOUS', secret),
    )
    return [findingOf('APP_SECRET', appSecret), ...previous].find((one) => one !== null) ?? null
  },
}
