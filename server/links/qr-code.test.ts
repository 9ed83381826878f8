import { inflateSync } from 'node:zlib'
import { parseDocument } from 'htmlparser2'
import jsQR from 'jsqr'
import { expect, test } from 'vitest'
import { qrPng, qrSizeSchema, qrSvg } from './qr-code'

const urls = [
  'https://go.example/r/abc',
  'https://go.example/r/spring-sale-2026_with-a-long-ending-that-somebody-chose-by-hand1',
  `https://a-rather-long-subdomain.tracking.example.co.uk:8443/r/${'x'.repeat(64)}`,
]

test.each(urls.flatMap((url) => [64, 300, 512].map((size) => [url, size] as const)))(
  'the PNG of %s at %i pixels is read as that very address, by another library',
  (url, size) => {
    const { width, height, isDark } = readPng(qrPng(url, size))
    expect([width, height]).toEqual([size, size])
    expect(jsQR(toRgba(width, height, isDark), width, height)?.data).toBe(url)
  },
)

test.each(urls)('the SVG of %s is read as that very address', (url) => {
  const { side, isDark } = drawSvg(qrSvg(url, 512))
  const scale = 4
  const at = (x: number, y: number) => isDark(Math.floor(x / scale), Math.floor(y / scale))
  expect(jsQR(toRgba(side * scale, side * scale, at), side * scale, side * scale)?.data).toBe(url)
})

test('an SVG is as large as it is asked to be, and has the white border that readers need', () => {
  const svg = qrSvg(urls[0] ?? '', 300)
  expect(svg).toContain('width="300" height="300"')
  const { side, isDark } = drawSvg(svg)
  const border = Array.from({ length: side }, (_, at) => at).flatMap((at) =>
    [0, 1, 2, 3].map((inset) => isDark(at, inset) || isDark(inset, at) || isDark(side - 1 - inset, at)),
  )
  expect(border).not.toContain(true)
})

test.each(['63', '2049', 'large', '100.5'])('a size of %s is refused with what to do', (size) => {
  expect(qrSizeSchema.safeParse(size).error?.issues[0]?.message).toMatch(/pixels/)
})

type IsDark = (x: number, y: number) => boolean

/** Reads back what a PNG of one bit a pixel says, by the standard alone. */
function readPng(png: Buffer): { width: number; height: number; isDark: IsDark } {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  expect([...header.subarray(8)]).toEqual([1, 0, 0, 0, 0])
  const pixels = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  const rowBytes = 1 + Math.ceil(width / 8)
  return {
    width,
    height,
    isDark: (x, y) => ((pixels[y * rowBytes + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0,
  }
}

/** Which modules the second path of our SVG covers. */
function drawSvg(svg: string): { side: number; isDark: IsDark } {
  const [root] = parseDocument(svg, { xmlMode: true }).children
  if (!root || !('attribs' in root)) throw new Error('no svg')
  const side = Number(root.attribs.viewBox?.split(' ')[2])
  const path = /fill="#000" d="([^"]+)"/.exec(svg)?.[1] ?? ''
  const dark = new Set<string>()
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step} ${y}`)
  return { side, isDark: (x, y) => dark.has(`${x} ${y}`) }
}

function toRgba(width: number, height: number, isDark: IsDark): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isDark(x, y)) rgba.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  return rgba
}
