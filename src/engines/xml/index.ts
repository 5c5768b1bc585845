/** XML written by hand: elements as values, one way to print them. */

export interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | null | undefined>>
  readonly children: readonly (Node | string)[]
}

/** An element; attributes without a value and children that are null are left out. */
export function node(
  name: string,
  attributes: Node['attributes'] = {},
  ...children: readonly (Node | string | null | readonly Node[])[]
): Node {
  return { name, attributes, children: children.flat().filter((one) => one !== null) as (Node | string)[] }
}

/** What XML 1.0 has no way to say: most control characters, halves of pairs. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escapeText = (text: string): string =>
  text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')

const escapeValue = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

/** A whole document in UTF-8, indented, with a line feed at its end. */
export function printXml(root: Node): Buffer {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
  print(root, '', out)
  return Buffer.from(out.join(''), 'utf8')
}

/** One element at an indent, for documents written piece by piece. */
export function printElement(one: Node, indent = ''): string {
  const out: string[] = []
  print(one, indent, out)
  return out.join('')
}

/** The opening tag of an element whose children follow later. */
export function openElement(name: string, attributes: Node['attributes'] = {}, indent = ''): string {
  return printElement({ name, attributes, children: [] }, indent).replace(/\/>\n$/, '>\n')
}

function print(one: Node, indent: string, out: string[]): void {
  out.push(indent, '<', one.name)
  for (const [name, value] of Object.entries(one.attributes))
    if (value !== null && value !== undefined) out.push(' ', name, '="', escapeValue(String(value)), '"')
  if (one.children.length === 0) {
    out.push('/>\n')
    return
  }
  out.push('>')
  if (one.children.every((child) => typeof child === 'string')) {
    for (const text of one.children) out.push(escapeText(text as string))
  } else {
    out.push('\n')
    for (const child of one.children) if (typeof child !== 'string') print(child, `${indent}  `, out)
    out.push(indent)
  }
  out.push('</', one.name, '>\n')
}
