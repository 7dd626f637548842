import { addressesIn } from '@/lib/server/runtime/address-list'
import type { Reply } from '@/server/doctor/ask'
import { type Check, type Context, type Finding, mistake, note } from '@/server/doctor/check'
import { toAddress } from '@/server/http/client-address'

type Seen = Extract<Reply, { from: 'foyer' }>

/**
 * The addresses that proxies added to X-Forwarded-For, and whether what the request claimed itself still
 * stands before them. A proxy may replace the header instead of adding to it.
 */
function added({ seen, forged }: Seen) {
  const chain = seen.forwarded
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const at = chain.lastIndexOf(forged)
  return { addresses: chain.slice(at + 1), keptForged: at >= 0 }
}

const passed = (count: number) => (count === 1 ? '1 proxy' : `${count} proxies`)

const send =
  'Have the proxy send X-Forwarded-For with the address of its client (docs/nginx.conf shows how), and set TRUST_PROXY_HOPS to the number of proxies.'

/** Where no proxy added an address. */
function withoutAddresses({ env }: Context, reply: Seen, keptForged: boolean): Finding | null {
  const { peer, client } = reply.seen
  if (client === reply.forged) {
    return mistake(
      `A request to PUBLIC_URL chose its own address: no proxy wrote X-Forwarded-For, but TRUST_PROXY_HOPS is ${env.trustProxyHops}. Anybody can evade the limits.`,
      env.publicUrl.startsWith('https:')
        ? send
        : 'Set TRUST_PROXY_HOPS=0, or PUBLIC_URL to the address of the proxy.',
    )
  }
  if (!keptForged || env.publicUrl.startsWith('https:')) {
    return mistake(
      `PUBLIC_URL is behind a proxy that does not send X-Forwarded-For: everyone has its address (${peer}), and limits hit all together.`,
      send,
    )
  }
  if (env.trustProxyHops === 0) return null
  return mistake(
    `Foyer answers at PUBLIC_URL without a proxy in between, but TRUST_PROXY_HOPS is ${env.trustProxyHops}.`,
    'Set TRUST_PROXY_HOPS=0, or PUBLIC_URL to the address of the proxy.',
  )
}

function judge(context: Context, reply: Seen): Finding | null {
  const { trustProxyHops: hops } = context.env
  const { client, peer } = reply.seen
  const { addresses, keptForged } = added(reply)
  const count = addresses.length
  if (count === 0) return withoutAddresses(context, reply, keptForged)
  const mend = `Set TRUST_PROXY_HOPS=${count}, unless people pass more or fewer proxies than a request from this machine.`
  if (client === reply.forged) {
    return mistake(
      `A request to PUBLIC_URL chose its own address: it passed ${passed(count)}, but TRUST_PROXY_HOPS is ${hops}. Anybody can evade the limits.`,
      mend,
    )
  }
  if (hops === 0) {
    return mistake(
      `A request to PUBLIC_URL passed ${passed(count)}, but TRUST_PROXY_HOPS is 0: everyone has the proxy’s address (${peer}), and limits hit all together.`,
      mend,
    )
  }
  if (hops !== count) {
    return mistake(
      `A request to PUBLIC_URL passed ${passed(count)}, but TRUST_PROXY_HOPS is ${hops}.`,
      mend,
    )
  }
  return judgeTrust(context, [peer, ...addresses.slice(1).reverse()])
}

/** @param seen the addresses of the proxies, the last one first */
function judgeTrust({ env }: Context, seen: string[]): Finding | null {
  const isListed = addressesIn(env.trustProxyFrom)
  const stranger = seen.find((address) => !isListed(toAddress(address) ?? ''))
  if (stranger === undefined) return null
  return mistake(
    `A request to PUBLIC_URL passed a proxy at ${stranger}, which TRUST_PROXY_FROM does not list: everyone who comes through it has its address, and limits hit all together.`,
    `Add ${stranger} to TRUST_PROXY_FROM if that is your proxy.`,
  )
}

export const proxies: Check = {
  name: 'TRUST_PROXY_HOPS and TRUST_PROXY_FROM fit the proxies',
  run: async (context) => {
    const reply = await context.askPublic()
    if (reply.from === 'foyer') return judge(context, reply)
    const { publicUrl, trustProxyHops } = context.env
    if (publicUrl.startsWith('https:') && trustProxyHops === 0) {
      return mistake(
        'PUBLIC_URL is https, so there is a proxy, but TRUST_PROXY_HOPS is 0: everyone has the proxy’s address, and limits hit all together.',
        'Set TRUST_PROXY_HOPS to the number of your proxies.',
      )
    }
    return note(
      'TRUST_PROXY_HOPS and TRUST_PROXY_FROM were not checked, because this Foyer does not answer at PUBLIC_URL.',
      'Run this again when it does.',
    )
  },
}
