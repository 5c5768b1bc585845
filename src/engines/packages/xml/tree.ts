/** XML of packages as a small tree with namespaces and lines. A DTD is refused before anything is parsed: so no entity exists. */
import { SaxesParser } from 'saxes'

export interface XmlElement {
  /** Local name. */
  readonly name: string
  readonly namespace: string
  /** By local name; those of a namespace known here with its usual prefix (`xlink:href`, `csip:NOTETYPE`). */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  readonly line: number
  /** Character data directly inside, as it stands. */
  text: string
}

export const METS = 'http://www.loc.gov/METS/'
export const PREMIS = 'http://www.loc.gov/premis/v3'
export const XLINK = 'http://www.w3.org/1999/xlink'
export const CSIP = 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'

/** Prefixes that this code knows attributes by; a namespace written in another case is the same to us, as in examples in use. */
const PREFIXES: Readonly<Record<string, string>> = {
  [XLINK]: 'xlink',
  [CSIP.toLowerCase()]: 'csip',
  [XSI.toLowerCase()]: 'xsi',
}

const MAX_DEPTH = 200
const MAX_ELEMENTS = 5_000_000

/** Why an XML file cannot be read; `ruleId` names the finding. */
export class XmlFault extends Error {
  readonly ruleId: 'XML-BROKEN' | 'XML-DTD' | 'XML-ENCODING' | 'XML-TOO-LARGE'
  constructor(ruleId: XmlFault['ruleId'], message: string) {
    super(message)
    this.name = 'XmlFault'
    this.ruleId = ruleId
  }
}

/** Text of an XML file by its byte order mark or declaration. @throws XmlFault XML-ENCODING */
export function decodeXml(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200))
  const mark = start.toString('hex', 0, 4)
  const encoding =
    mark.startsWith('fffe') || mark === '3c003f00' ? 'utf-16le' : /^(feff|003c003f)/.test(mark) ? 'utf-16be' : null
  const declared = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(
    start.toString('latin1'),
  )?.[1]
  if (encoding === null && declared && !/^(utf-?8|us-ascii)$/i.test(declared))
    throw new XmlFault('XML-ENCODING', declared)
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new XmlFault('XML-ENCODING', encoding ?? 'UTF-8')
  }
}

/** @throws XmlFault for what is no XML, carries a DTD, or is nested or cut up beyond sense */
export function parseXml(bytes: Uint8Array): XmlElement {
  const source = decodeXml(bytes)
  if (source.includes('<!DOCTYPE') || source.includes('<!ENTITY')) throw new XmlFault('XML-DTD', 'DTD')
  let root: XmlElement | null = null
  const open: XmlElement[] = []
  let count = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw new XmlFault('XML-BROKEN', error.message.split('\n')[0]!.slice(0, 160))
  })
  parser.on('opentag', (tag) => {
    if (++count > MAX_ELEMENTS || open.length >= MAX_DEPTH)
      throw new XmlFault('XML-TOO-LARGE', `${count}/${open.length}`)
    const attributes = new Map<string, string>()
    for (const one of Object.values(tag.attributes)) {
      if (one.prefix === 'xmlns' || one.name === 'xmlns') continue
      const prefix = one.uri === '' ? '' : (PREFIXES[one.uri] ?? PREFIXES[one.uri.toLowerCase()] ?? one.uri)
      attributes.set(prefix === '' ? one.local : `${prefix}:${one.local}`, one.value)
    }
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      line: parser.line,
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const add = (text: string) => {
    const at = open.at(-1)
    if (at) at.text += text
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(source).close()
  if (root === null) throw new XmlFault('XML-BROKEN', 'empty')
  return root
}

/** Children of a name, in the namespace of their parent. */
export const all = (of: XmlElement | null | undefined, name: string): XmlElement[] =>
  of ? of.children.filter((one) => one.name === name && one.namespace === of.namespace) : []

export const first = (of: XmlElement | null | undefined, name: string): XmlElement | null => all(of, name)[0] ?? null

/** Value of an attribute without blanks around it; null when there is none or it is empty. */
export function attribute(of: XmlElement | null | undefined, name: string): string | null {
  const value = of?.attributes.get(name)?.trim()
  return value === undefined || value === '' ? null : value
}

/** Every element below and including this one, in document order. */
export function* walk(from: XmlElement): Generator<XmlElement> {
  const waiting = [from]
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    yield at
    for (let i = at.children.length - 1; i >= 0; i--) waiting.push(at.children[i]!)
  }
}
