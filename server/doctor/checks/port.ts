import { type Check, mistake } from '@/server/doctor/check'
import { tryPort } from '@/server/http/listen'

export const port: Check = {
  name: 'PORT is free or used by this Foyer',
  run: async (context) => {
    const { port: number, host, appSecret } = context.env
    const reply = await context.askPort()
    if (reply.from === 'foyer') return null
    // Without a secret there is no telling which Foyer it is.
    if (reply.from === 'other-foyer' && appSecret === undefined) return null
    if (reply.from === 'other-foyer') {
      return mistake(
        `Port ${number} is used by a Foyer with another APP_SECRET.`,
        'If it is meant to be this one, restart it; otherwise set PORT to another port.',
      )
    }
    const code = await tryPort(number, host).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code,
    )
    if (code === null) return null
    if (code === 'EADDRINUSE') {
      return mistake(
        `Port ${number} is in use by something other than Foyer.`,
        'Stop the program that uses it, or set PORT to another one.',
      )
    }
    return mistake(
      `Foyer cannot listen on ${host ?? ''}:${number} (${code}).`,
      'Check PORT and HOST.',
    )
  },
}
