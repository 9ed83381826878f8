// The same redirect as a Next route handler, without any database.
export const dynamic = 'force-dynamic'

export async function GET(_request, { params }) {
  await params
  return new Response(null, {
    status: 302,
    headers: { Location: 'https://example.com/', 'Cache-Control': 'no-store' },
  })
}
