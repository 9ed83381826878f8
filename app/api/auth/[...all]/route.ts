import { getAuth } from '@/server/auth/auth'

/** Sign-in, sign-out and sessions. */
async function handle(request: Request): Promise<Response> {
  const auth = await getAuth()
  return auth.handler(request)
}

export { handle as GET, handle as POST }
