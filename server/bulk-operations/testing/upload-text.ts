import { storeUpload, type Upload } from '../files/store-upload'

/** An upload of this text, for tests. */
export function uploadText(text: string | Buffer, ownedBy = 'test', name = 'people.csv'): Promise<Upload> {
  async function* body() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000)
  }
  return storeUpload({ body: body(), name, ownedBy })
}
