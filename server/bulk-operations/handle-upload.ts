import { checkOrigin } from '../auth/check-origin'
import { currentUser } from '../auth/current-user'
import { hasRole } from '../auth/roles'
import { connectDatabase } from '../db/connect'
import { AppError, httpStatusByCode } from '../errors'
import { log } from '../log'
import { MOST_UPLOAD_BYTES, storeUpload, UploadTooLarge } from './files/store-upload'
import { downloadHeaders, downloadKinds, openDownload } from './open-download'

/** `POST /api/uploads?name=…` of our own pages: the body is the file. Answers `{ id, name, bytes, encoding }`. */
export function handleUpload(request: Request): Promise<Response> {
  return answered(async () => {
    await connectDatabase()
    checkOrigin(request.headers)
    const user = await signedIn(request, 'marketer')
    const length = Number(request.headers.get('content-length') ?? 0)
    if (length > MOST_UPLOAD_BYTES) throw new UploadTooLarge(MOST_UPLOAD_BYTES)
    const name = (new URL(request.url).searchParams.get('name') ?? '').trim().slice(0, 200) || 'file.csv'
    const { hash: _hash, ...upload } = await storeUpload({
      body: bytesOf(request),
      name,
      ownedBy: user.id,
    })
    return Response.json(upload, { status: 201 })
  })
}

/** `GET /api/bulk-operations/<id>/<result|errors>` of our own pages. */
export function handleDownload(request: Request, id: string, kind: string): Promise<Response> {
  return answered(async () => {
    await connectDatabase()
    await signedIn(request, 'viewer')
    const known = downloadKinds.find((one) => one === kind)
    if (!known)
      throw new AppError('not-found', { message: 'no such file', userMessage: 'There is no such file.' })
    const download = await openDownload(id, known)
    return new Response(download.body, { headers: downloadHeaders(download) })
  })
}

/** The body of a request, block by block; nothing when there is none. */
export async function* bytesOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function signedIn(request: Request, role: 'viewer' | 'marketer') {
  const user = await currentUser(request.headers)
  if (!user)
    throw new AppError('unauthenticated', {
      message: 'no session',
      userMessage: 'You are signed out. Sign in again to go on.',
    })
  if (!hasRole(user.role, role))
    throw new AppError('forbidden', {
      message: `needs role ${role}`,
      userMessage: `This needs the role “${role}”. Ask an admin of this workspace.`,
    })
  return user
}

async function answered(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UploadTooLarge) return refusal(413, error.userMessage)
    if (error instanceof AppError) return refusal(httpStatusByCode[error.code], error.userMessage)
    log.error({ err: error }, 'a file could not be taken or given')
    return refusal(
      500,
      'Something went wrong on our side. Try again; if it happens again, look at the server log.',
    )
  }
}

function refusal(status: number, message: string): Response {
  return Response.json({ message }, { status })
}
