import { getEnv } from '../env'
import { shortUrl } from '../tracking/tracked-url'
import { findLink } from './load-link'
import { qrPng, qrSvg } from './qr-code'

/**
 * The QR code of a link's short URL, `size` pixels wide, to be printed or shown. It traces nobody, as the short URL
 * does not (IM-3).
 * @throws AppError 'not-found'
 */
export async function linkQrCode(
  id: string,
  size: number,
): Promise<{ svg: string; png: Uint8Array<ArrayBuffer> }> {
  const url = shortUrl(await findLink(id), getEnv().trackingUrl)
  return { svg: qrSvg(url, size), png: new Uint8Array(qrPng(url, size)) }
}
