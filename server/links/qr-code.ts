import encodeQR from 'qr'
import { z } from 'zod'
import { encodePng } from './encode-png'

/** Width and height of a picture in pixels. */
export const qrSizeSchema = z.coerce
  .number<string | number>('Enter a number of pixels')
  .int('Enter a whole number of pixels')
  .min(64, 'Use at least 64 pixels')
  .max(2048, 'Use at most 2,048 pixels')
  .default(512)

/** The white border that readers need, in modules. */
const QUIET = 4

/** A text as a QR code in SVG, dark on white, with its border; `size` is how large it is shown by itself. */
export function qrSvg(text: string, size: number): string {
  const modules = modulesOf(text)
  const width = modules.length
  const dark = modules.flatMap((row, y) =>
    runsIn(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${width} ${width}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${width}v${width}H0z"/>`,
    `<path fill="#000" d="${dark.join('')}"/>`,
    '</svg>',
  ].join('')
}

/** The same as a PNG of `size` x `size` pixels: whole pixels for every module, the rest goes to the border. */
export function qrPng(text: string, size: number): Buffer {
  const modules = modulesOf(text)
  const scale = Math.max(1, Math.floor(size / modules.length))
  const side = Math.max(size, modules.length)
  const margin = Math.floor((side - scale * modules.length) / 2)
  const isDark = (x: number, y: number) =>
    modules[Math.floor((y - margin) / scale)]?.[Math.floor((x - margin) / scale)] === true
  return encodePng({ width: side, height: side, isDark })
}

/** Medium correction: readable with an eighth of it dirty, and coarser than the safer ones. */
function modulesOf(text: string): boolean[][] {
  return encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
}

/** Where dark modules stand side by side: start and length. */
function runsIn(row: boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (!isDark) continue
    if (last && last[0] + last[1] === x) last[1]++
    else runs.push([x, 1])
  }
  return runs
}
