import { handleDownload } from '@/server/bulk-operations/handle-upload'

type Context = { params: Promise<{ id: string; file: string }> }

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, file } = await params
  return handleDownload(request, id, file)
}
