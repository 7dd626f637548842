import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next/dist/lib/load-custom-routes').RouteHas} */
const byAccept = {
  type: 'header',
  key: 'accept',
  value: '(?:.*[,\\s])?text/markdown(?:[\\s;,].*)?',
}

/**
 * Nothing here reads the environment: a build is the same for everybody.
 * @type {import('next').NextConfig}
 */
const config = {
  // The documentation for programs: a page as Markdown at its address with `.md`, or by `Accept`, and an
  // index of what is below it. In front of the files, because the page takes every address below /docs.
  rewrites: async () => ({
    beforeFiles: [
      { source: '/docs:page(/.*)?.md', destination: '/docs/page.md' },
      { source: '/docs/:page(.+)/llms.txt', destination: '/docs/llms.txt' },
      {
        source: '/docs:page(/(?!.*\\.[a-z]+$).*)?',
        has: [byAccept],
        destination: '/docs/page.md',
      },
    ],
  }),
  poweredByHeader: false,
  reactStrictMode: true,
  // For every reader, not for some crawlers only, a page waits for its title (WCAG 2.4.2). A title
  // sent after the page would leave it without one for a moment.
  htmlLimitedBots: /.*/,
  // It asks for the drivers of a dozen databases that are not here.
  serverExternalPackages: ['rate-limiter-flexible'],
  // `forbidden()`: a page for those without the right, with its status 403.
  // `agentUpgrade` would ask the network for advisories in development.
  experimental: { authInterrupts: true, agentUpgrade: false },
  // No page has a picture that wants another size. The server in front refuses the address, too.
  images: { unoptimized: true },
  // The server in front strips trailing slashes, so that a POST needs no redirect.
  skipTrailingSlashRedirect: true,
  // In development Next prints each request; these addresses are secrets.
  logging: {
    incomingRequests: { ignore: [/^\/(invite|reset|closed|new-user)\b/, /\/invite-link\//] },
  },
  // `npm test` runs the type checker as a step of its own.
  typescript: { ignoreBuildErrors: true },
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
