import { crc32, deflateSync } from 'node:zlib'

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** One chunk of a PNG. */
export function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The first chunk of a grey picture. */
export function header(width: number, height: number): Buffer {
  const format = Buffer.from([8, 0, 0, 0, 0])
  return chunk('IHDR', Buffer.concat([uint32(width), uint32(height), format]))
}

/** A black PNG, with further chunks after its first. */
export function givenPng(width = 2, height = 1, further: Buffer[] = []): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  const pixels = chunk('IDAT', deflateSync(rows))
  return Buffer.concat([pngSignature, header(width, height), ...further, pixels, chunk('IEND')])
}
