import { crc32 } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Pixels of a side. */
const SIDE_MAX = 2048

/** What a picture needs, and its transparency and gamma. Texts, profiles and animations are left out. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB', 'cHRM'])

type Chunk = { type: string; data: Buffer; whole: Buffer }

/** The chunks of a PNG up to its end, or null where one is cut off or damaged. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  if (!bytes.subarray(0, 8).equals(signature)) return null
  const chunks: Chunk[] = []
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const whole = bytes.subarray(at, end)
    if (crc32(whole.subarray(4, -4)) !== whole.readUInt32BE(whole.length - 4)) return null
    const type = whole.toString('latin1', 4, 8)
    chunks.push({ type, data: whole.subarray(8, -4), whole })
    // What follows the end is no part of the picture.
    if (type === 'IEND') return chunks
    at = end
  }
  return null
}

function isHeader({ type, data }: Chunk): boolean {
  if (type !== 'IHDR' || data.length !== 13) return false
  const sides = [data.readUInt32BE(0), data.readUInt32BE(4)]
  return sides.every((side) => side >= 1 && side <= SIDE_MAX)
}

/** An upper-case first letter: a reader that does not know the chunk cannot show the picture. */
function isUnknownCritical({ type }: Chunk): boolean {
  return /^[A-Z]/.test(type) && !kept.has(type)
}

/**
 * A PNG with nothing but its picture, and its width for one of height; or null where the bytes are no intact
 * PNG of at most 2048 × 2048 pixels.
 */
export function cleanPng(bytes: Buffer): { bytes: Buffer; ratio: number } | null {
  const chunks = chunksOf(bytes)
  const [first, ...rest] = chunks ?? []
  if (!first || !isHeader(first)) return null
  if (rest.some((chunk) => chunk.type === 'IHDR' || isUnknownCritical(chunk))) return null
  if (!rest.some(({ type }) => type === 'IDAT')) return null
  const picture = [first, ...rest].filter(({ type }) => kept.has(type))
  const ratio = first.data.readUInt32BE(0) / first.data.readUInt32BE(4)
  return { bytes: Buffer.concat([signature, ...picture.map(({ whole }) => whole)]), ratio }
}
