/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: { position: 'bottom-right' },
  // Types are checked by `npm run check`; starting from a fresh clone does not wait for them a second time.
  typescript: { ignoreBuildErrors: true },
  // These find files beside themselves at run time, so they must not be bundled.
  serverExternalPackages: [
    'mongoose',
    'mongodb',
    'pino',
    'agenda',
    '@agendajs/mongo-backend',
    'better-auth',
    'undici',
    '@aws-sdk/client-lambda',
  ],
}

export default config
