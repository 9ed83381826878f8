import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import { beforeEach, expect, test } from 'vitest'
import { getAuth } from '../auth/auth'
import { createUser } from '../auth/create-user'
import { getEnv } from '../env'
import { useTestDatabase } from '../testing/database'
import { handleTrpc } from './handle-trpc'
import type { AppRouter } from './router'

useTestDatabase()

const password = 'correct horse'

let cookie: string
beforeEach(async () => {
  await createUser({ email: 'mara@example.com', name: 'Mara', password, role: 'marketer' })
  const auth = await getAuth()
  const { headers } = await auth.api.signInEmail({
    body: { email: 'mara@example.com', password },
    returnHeaders: true,
  })
  cookie = headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
})

/** Our own pages' client, over the handler in place of a network. */
function client(headers: Record<string, string>) {
  const url = `${getEnv().baseUrl}/api/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url,
        transformer: superjson,
        headers,
        fetch: (input, init) => handleTrpc(new Request(String(input), init as RequestInit)),
      }),
    ],
  })
}

const signedIn = () => client({ cookie, origin: getEnv().baseUrl })

async function errorOf(asking: Promise<unknown>) {
  const error = await asking.then(
    () => null,
    (reason) => reason,
  )
  if (!(error instanceof TRPCClientError)) throw new Error('an error was expected')
  return { message: error.message, ...error.data }
}

test('a page signed in by cookie says who it is, and dates stay dates', async () => {
  const api = signedIn()
  expect(await api.session.me.query()).toMatchObject({ email: 'mara@example.com', role: 'marketer' })
  const { createdAt } = await api.prospects.create.mutate({ firstName: 'Ada' })
  expect(createdAt).toBeInstanceOf(Date)
})

test('signed out, the answer says to sign in', async () => {
  expect(await errorOf(client({}).session.me.query())).toMatchObject({
    appCode: 'unauthenticated',
    httpStatus: 401,
    message: 'You are signed out. Sign in again to go on.',
  })
})

test('a foreign page with the cookie of someone changes nothing', async () => {
  const api = client({ cookie, origin: 'https://evil.example' })
  expect(await errorOf(api.prospects.create.mutate({}))).toMatchObject({
    appCode: 'forbidden',
    httpStatus: 403,
  })
  expect((await signedIn().prospects.list.query({})).items).toEqual([])
})

test('a refusal has its code, what to do next, and details', async () => {
  const api = signedIn()
  const { id } = await api.prospects.create.mutate({ email: 'ada@example.com' })
  expect(await errorOf(api.prospects.create.mutate({ email: 'ada@example.com' }))).toMatchObject({
    appCode: 'conflict',
    httpStatus: 409,
    message: expect.stringContaining('Another prospect has this email address'),
    details: { field: 'email', prospectId: id },
  })
})

test('a wrong input names the fields', async () => {
  expect(await errorOf(signedIn().prospects.create.mutate({ email: 'nobody' }))).toMatchObject({
    appCode: 'invalid-input',
    httpStatus: 400,
    message: 'Enter a valid email address',
    details: [{ field: 'email', message: 'Enter a valid email address' }],
  })
})

test('an unknown procedure is a 404, never a stack trace', async () => {
  const response = await handleTrpc(new Request(`${getEnv().baseUrl}/api/trpc/nothing.here`))
  const text = await response.text()
  expect(response.status).toBe(404)
  expect(text).toContain('There is nothing at this address.')
  expect(text).not.toContain('stack')
})
