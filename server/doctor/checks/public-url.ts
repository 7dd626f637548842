import { isLocalAddress } from '@/lib/share'
import type { Reply } from '@/server/doctor/ask'
import { type Check, type Context, type Finding, mistake, note } from '@/server/doctor/check'

const isFoyer = ({ from }: Reply) => from === 'foyer' || from === 'other-foyer'

async function nobody({ env, askPort }: Context, code: string): Promise<Finding> {
  const isRunning = isFoyer(await askPort())
  if (isLocalAddress(env.publicUrl) && !isRunning) {
    return note(
      `Foyer is not running: nothing answers at ${env.publicUrl}.`,
      'Start it and run this again to check PUBLIC_URL and the proxies.',
    )
  }
  return mistake(
    `Nothing responds at PUBLIC_URL (${env.publicUrl}) when asked from this machine: ${code}.`,
    isRunning
      ? 'Check PUBLIC_URL, its DNS record and certificate, the firewall, and that the proxy is running.'
      : 'Foyer is not running either: start it, then check PUBLIC_URL, its DNS record and the proxy.',
  )
}

/** What answered, for the finding that it is not Foyer. */
async function other({ env, askPort }: Context, status: number): Promise<Finding> {
  const isRunning = isFoyer(await askPort())
  return mistake(
    `Something other than Foyer answers at PUBLIC_URL (${env.publicUrl}), with status ${status}.`,
    isRunning
      ? `Correct PUBLIC_URL, or have the proxy there pass requests on to port ${env.port}.`
      : `Start Foyer; then correct PUBLIC_URL, or have the proxy there pass requests on to port ${env.port}.`,
  )
}

export const publicUrl: Check = {
  name: 'PUBLIC_URL leads to this Foyer',
  run: async (context) => {
    const reply = await context.askPublic()
    const url = context.env.publicUrl
    if (reply.from === 'foyer') return null
    if (reply.from === 'nobody') return await nobody(context, reply.code)
    if (reply.from === 'other-foyer') {
      // Without a secret there is no telling which Foyer it is.
      if (context.env.appSecret === undefined) return null
      return mistake(
        `A Foyer answers at PUBLIC_URL (${url}), but it does not know this APP_SECRET.`,
        'Restart Foyer if its environment or version has changed; otherwise PUBLIC_URL leads to another instance.',
      )
    }
    if (reply.redirect !== null) {
      return mistake(
        `PUBLIC_URL (${url}) redirects to ${reply.redirect}.`,
        `Set PUBLIC_URL to the address that people use in the end, such as ${reply.redirect}.`,
      )
    }
    return await other(context, reply.status)
  },
}
