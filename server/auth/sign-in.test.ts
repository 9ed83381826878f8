import { beforeEach, expect, test } from 'vitest'
import { getEnv } from '../env'
import { useTestDatabase } from '../testing/database'
import { getAuth } from './auth'
import { clientAddressHeader } from './client-address'
import { createUser } from './create-user'
import { currentUser } from './current-user'
import { listUsers } from './list-users'
import { setRole } from './set-role'

useTestDatabase()

const password = 'correct horse'
beforeEach(async () => {
  await createUser({ email: 'mara@example.com', name: 'Mara', password, role: 'marketer' })
})

let addresses = 0

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const auth = await getAuth()
  const origin = getEnv().baseUrl
  const request = new Request(`${origin}/api/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      [clientAddressHeader]: `198.51.100.${++addresses % 250}`,
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return auth.handler(request)
}

function cookieOf(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return new Headers({ cookie: cookies.join('; ') })
}

test('signing in gives a session that says who and in which role', async () => {
  const response = await post('/sign-in/email', { email: 'mara@example.com', password })
  expect(response.status).toBe(200)
  expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i)
  expect(await currentUser(cookieOf(response))).toMatchObject({ email: 'mara@example.com', role: 'marketer' })
})

test('a wrong password gives none', async () => {
  const response = await post('/sign-in/email', { email: 'mara@example.com', password: 'wrong horse' })
  expect(response.status).toBe(401)
  expect(await currentUser(cookieOf(response))).toBeNull()
})

test('nobody can sign up by themselves', async () => {
  const response = await post('/sign-up/email', { email: 'x@example.com', password, name: 'X' })
  expect(response.status).toBe(400)
  expect(await listUsers()).toHaveLength(1)
})

test('a foreign page cannot sign anybody in', async () => {
  const body = { email: 'mara@example.com', password }
  const signedIn = cookieOf(await post('/sign-in/email', body)).get('cookie') ?? ''
  const headers = { origin: 'https://evil.example', cookie: signedIn }
  expect((await post('/sign-in/email', body, headers)).status).toBe(403)
})

test('the doors of the admin plugin that go round our procedures are shut', async () => {
  for (const path of ['create-user', 'set-role', 'remove-user', 'impersonate-user', 'set-user-password']) {
    expect((await post(`/admin/${path}`, {})).status).toBe(404)
  }
})

test('guessing passwords from one address is stopped; another address is not', async () => {
  const body = { email: 'mara@example.com', password: 'a guess' }
  const guess = (address: string) => post('/sign-in/email', body, { [clientAddressHeader]: address })
  const statuses: number[] = []
  for (let index = 0; index < 12; index++) statuses.push((await guess('203.0.113.9')).status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  expect((await guess('203.0.113.10')).status).toBe(401)
})

test('a new role counts from the next request on; the last admin stays admin', async () => {
  const cookies = cookieOf(await post('/sign-in/email', { email: 'mara@example.com', password }))
  const [mara] = await listUsers()
  await setRole({ userId: mara?.id ?? '', role: 'admin' })
  expect(await currentUser(cookies)).toMatchObject({ role: 'admin' })
  await expect(setRole({ userId: mara?.id ?? '', role: 'viewer' })).rejects.toMatchObject({
    code: 'unprocessable',
  })
})

test('an address can have one account', async () => {
  const again = createUser({ email: 'MARA@example.com', name: 'M', password, role: 'viewer' })
  await expect(again).rejects.toMatchObject({ code: 'conflict' })
})
