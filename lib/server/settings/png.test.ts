import { describe, expect, test } from 'vitest'
import { chunk, givenPng, header, pngSignature } from '@/lib/testing/png'
import { cleanPng } from './png'

const cleaned = (bytes: Buffer) => cleanPng(bytes)?.bytes ?? null

describe('a PNG', () => {
  test('keeps its picture, and has its ratio', () => {
    expect(cleanPng(givenPng(30, 10))).toEqual({ bytes: givenPng(30, 10), ratio: 3 })
  })

  // CHECKLIST 52
  test('loses texts, profiles, places, animations, and what follows its end', () => {
    const types = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'acTL', 'fcTL', 'prVt']
    const further = types.map((type) => chunk(type, Buffer.from('secret')))
    const bytes = Buffer.concat([givenPng(2, 1, further), Buffer.from('<script>')])
    expect(cleaned(bytes)).toEqual(givenPng())
  })

  test('keeps transparency and gamma', () => {
    const png = givenPng(2, 1, [chunk('gAMA', Buffer.alloc(4)), chunk('tRNS', Buffer.alloc(2))])
    expect(cleaned(png)).toEqual(png)
  })

  // CHECKLIST 52
  test.each([
    ['another signature', Buffer.from('GIF89a')],
    ['nothing', Buffer.alloc(0)],
    ['only a signature', pngSignature],
    ['no picture', Buffer.concat([pngSignature, header(1, 1), chunk('IEND')])],
    ['no header', Buffer.concat([pngSignature, chunk('IDAT'), chunk('IEND')])],
    ['two headers', givenPng(2, 1, [header(2, 1)])],
    ['no width', Buffer.concat([pngSignature, header(0, 1), chunk('IDAT'), chunk('IEND')])],
    [
      'too many pixels',
      Buffer.concat([pngSignature, header(2049, 1), chunk('IDAT'), chunk('IEND')]),
    ],
    ['a critical chunk that nobody knows', givenPng(2, 1, [chunk('XXXX')])],
    ['an end that is cut off', givenPng().subarray(0, -1)],
    ['a length beyond its end', Buffer.concat([pngSignature, Buffer.alloc(12, 0xff)])],
  ])('is none with %s', (_, bytes) => {
    expect(cleaned(bytes)).toBeNull()
  })

  test('is none with a flipped bit anywhere in its chunks', () => {
    for (let at = 8; at < givenPng().length; at += 1) {
      const bytes = givenPng()
      bytes[at] = (bytes[at] ?? 0) ^ 1
      expect(cleaned(bytes), String(at)).toBeNull()
    }
  })
})
