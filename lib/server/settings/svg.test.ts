import { describe, expect, test } from 'vitest'
import { cleanSvg } from './svg'

const svg = 'xmlns="http://www.w3.org/2000/svg"'

function clean(text: string): string | null {
  return cleanSvg(Buffer.from(text))?.bytes.toString() ?? null
}

/** What is left of the inside of an SVG. */
function inside(text: string): string | undefined {
  const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
  return clean(`<svg ${svg} ${xlink}>${text}</svg>`)?.replace(/^<svg [^>]*>|<\/svg>$/g, '')
}

describe('an SVG', () => {
  test('keeps shapes, gradients, texts and styles of its own', () => {
    const kept =
      '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs>' +
      '<style>.b{fill:url(#a)}</style><g transform="scale(2)"><path class="b" d="M0 0h1"></path></g>' +
      '<text x="1">A &amp; B</text><rect style="fill: url(\'#a\')" fill="url(#a)"></rect>'
    expect(inside(kept)).toBe(kept)
  })

  // CHECKLIST 52
  test.each([
    '<script>alert(1)</script>',
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    '<image href="https://evil.example/a.png"/>',
    '<image href="data:image/png;base64,AAAA"/>',
    '<use href="https://evil.example/a.svg#a"/>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
    '<filter><feImage href="https://evil.example/a.png"/></filter>',
    '<handler type="text/javascript">alert(1)</handler>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<?xml-stylesheet href="https://evil.example/a.css"?>',
    '<!-- a --><metadata><secret/></metadata>',
  ])('loses %s', (text) => {
    expect(inside(text)).toBe('')
  })

  // CHECKLIST 52
  test.each([
    '<path onload="alert(1)" d="M0 0"/>',
    '<path d="M0 0" fill="url(https://evil.example/a.svg#b)"/>',
    '<path d="M0 0" style="fill:url(//evil.example/a)"/>',
    '<path d="M0 0" style="background:u\\72l(https://evil.example)"/>',
    '<path d="M0 0" style="@import \'a\'"/>',
    '<path d="M0 0" style="background: image-set(\'a.png\' 1x)"/>',
    '<path d="M0 0" xlink:href="https://evil.example"/>',
    '<path d="M0 0" href="javascript:alert(1)"/>',
    '<path d="M0 0" xml:base="https://evil.example"/>',
    '<path d="M0 0" fill="javascript:alert(1)"/>',
  ])('loses the attribute of %s', (text) => {
    expect(inside(text)).toBe('<path d="M0 0"></path>')
  })

  // CHECKLIST 52
  test.each([
    '@import "https://evil.example/a.css";',
    '.a{fill:url(https://evil.example)}',
    '.a{fill:url("data:image/svg+xml,x")}',
    '.a{fill:u\\72l(x)}',
    '@font-face{font-family:a;src:local(b)}',
    'path{mask:url(#a)}',
    '.a{-webkit-mask-image:url(#a)}',
    '.a{CLIP-PATH:url(#a)}',
  ])('loses a style that says %s', (css) => {
    expect(inside(`<style>${css}</style>`)).toBe('<style></style>')
    expect(inside(`<style><![CDATA[${css}]]></style>`)).toBe('<style></style>')
  })

  // CHECKLIST 52
  test.each(['mask', 'clipPath'])('has no masks within a %s, which would multiply', (name) => {
    const path =
      '<path d="M0 0" mask="url(#b)" clip-path="url(#b)" style="mask:url(#b)" class="c"/>'
    const bare = '<path d="M0 0"></path>'
    expect(inside(`<${name} id="a" mask="url(#b)"><g>${path}</g></${name}>`)).toBe(
      `<${name} id="a"><g>${bare}</g></${name}>`,
    )
    const after = '<path mask="url(#a)"></path>'
    expect(inside(`<${name}><${name}></${name}></${name}>${after}`)).toBe(
      `<${name}><${name}></${name}></${name}>${after}`,
    )
  })

  test('of two references has the first', () => {
    const both =
      '<linearGradient xlink:href="#a" href="#b"/><linearGradient href="x" xlink:href="#b"/>'
    expect(inside(both)).toBe(
      '<linearGradient href="#a"></linearGradient><linearGradient href="#b"></linearGradient>',
    )
  })

  test('a text that looks like markup stays text', () => {
    expect(inside('<text>&lt;script&gt;<![CDATA[<b>]]></text>')).toBe(
      '<text>&lt;script&gt;&lt;b&gt;</text>',
    )
    expect(inside('<path d="&quot; onload=&quot;alert(1)"/>')).toBe(
      '<path d="&quot; onload=&quot;alert(1)"></path>',
    )
  })

  // CHECKLIST 52
  test.each([
    ['an entity of its own', `<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg ${svg}>&a;</svg>`],
    ['a file', `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${svg}>&a;</svg>`],
    ['XML 1.1', `<?xml version="1.1"?><svg ${svg}><text>&#1;</text></svg>`],
    ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['no namespace', '<svg><path/></svg>'],
    ['an open end', `<svg ${svg}><path>`],
    ['a second root', `<svg ${svg}/><svg ${svg}/>`],
    ['HTML', '<!doctype html><p>'],
    ['nothing', ''],
    ['no markup', 'hello'],
    ['NUL', `<svg ${svg}>\u0000</svg>`],
    ['no end of depth', `<svg ${svg}>${'<g>'.repeat(20_000)}`],
  ])('is none with %s', (_, text) => {
    expect(clean(text)).toBeNull()
  })

  test('is none where the bytes are no UTF-8, and a document type without use is left out', () => {
    expect(cleanSvg(Buffer.from(`<svg ${svg}><text>\u00eb</text></svg>`, 'latin1'))).toBeNull()
    expect(clean(`<?xml version="1.0"?><!DOCTYPE svg><svg ${svg}/>`)).toBe(`<svg ${svg}></svg>`)
  })

  test.each([
    ['viewBox="0 0 300 100"', 3],
    ['viewBox="0,0,10,20" width="100" height="100"', 0.5],
    ['width="80px" height="40px"', 2],
    ['width="100%" height="50%"', 1],
    ['viewBox="0 0 0 0"', 1],
    ['', 1],
  ])('with %s has the ratio %d', (given, ratio) => {
    expect(cleanSvg(Buffer.from(`<svg ${svg} ${given}/>`))?.ratio).toBe(ratio)
  })

  test('what was cleaned once is clean', () => {
    const once = clean(`<svg ${svg} viewBox="0 0 1 1"><style>.a{}</style><path d="M0 0"/></svg>`)
    expect(clean(once ?? '')).toBe(once)
  })
})
