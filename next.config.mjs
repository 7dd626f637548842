import createNextIntlPlugin from 'next-intl/plugin'

/** Nothing here reads the environment: a build is the same for everybody. */
const privateHeaders = [
  { key: 'Cache-Control', value: 'private, no-store' },
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // It asks for the drivers of a dozen databases that are not here.
  serverExternalPackages: ['rate-limiter-flexible'],
  // `forbidden()`: a page for those without the right, with its status 403.
  // `agentUpgrade` would ask the network for advisories in development.
  experimental: { authInterrupts: true, agentUpgrade: false },
  // The server in front strips trailing slashes, so that a POST needs no redirect.
  skipTrailingSlashRedirect: true,
  // `npm test` runs the type checker as a step of its own.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        // `no-referrer` would make a plain form post `Origin: null`; this keeps the token at home too.
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
      ],
    },
    { source: '/invite/:path*', headers: privateHeaders },
    { source: '/reset/:path*', headers: privateHeaders },
  ],
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
