import QRCode from 'qrcode'

// Dark on light with the quiet zone of the standard, in every theme, because cameras need it
// (CHECKLIST U20, U22).
const options = {
  errorCorrectionLevel: 'M',
  margin: 4,
  color: { dark: '#000000ff', light: '#ffffffff' },
} as const

/** A QR code as an SVG document. */
export async function qrSvg(text: string): Promise<string> {
  return await QRCode.toString(text, { ...options, type: 'svg' })
}

/** A QR code as a PNG picture, large enough for print. */
export async function qrPng(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await QRCode.toBuffer(text, { ...options, type: 'png', scale: 16 }))
}
