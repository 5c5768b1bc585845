/**
 * A small tree over XML of Word files, kept so that what is not touched is written back letter by letter the same: names
 * with their prefixes, attributes in order. No DTD, no entities but the five of XML (saxes knows no others).
 */
import { SaxesParser } from 'saxes'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'

export interface XmlElement {
  readonly name: string
  attributes: Record<string, string>
  children: XmlNode[]
  parent: XmlElement | null
}

/** Text, or what is passed on as it came (comments, processing instructions) under `raw`. */
export type XmlNode = XmlElement | { text: string } | { raw: string }

export const isElement = (node: XmlNode): node is XmlElement => 'name' in node

/** Prefixes that this code knows the names by; a file may have chosen others for the same namespaces. */
const PREFIXES: readonly (readonly [prefix: string, namespace: RegExp])[] = [
  ['w', /\/wordprocessingml\/(?:2006\/)?main$/],
  ['r', /\/officeDocument\/(?:2006\/)?relationships$/],
  ['wp', /\/drawingml\/(?:2006\/)?wordprocessingDrawing$/],
  ['a', /\/drawingml\/(?:2006\/)?main$/],
  ['mc', /\/markup-compatibility\/2006$/],
  ['wps', /\/word\/2010\/wordprocessingShape$/],
  ['v', /^urn:schemas-microsoft-com:vml$/],
]

/** What the root's own prefixes are called here; null: as they are. */
function renamings(attributes: Record<string, string>): Map<string, string> | null {
  const names = new Map<string, string>()
  for (const [name, namespace] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    const own = name.slice(6)
    const known = PREFIXES.find(([, pattern]) => pattern.test(namespace))?.[0]
    if (known !== undefined && known !== own) names.set(own, known)
  }
  return names.size === 0 ? null : names
}

const MAX_DEPTH = 400
const MAX_NODES = 4_000_000

/**
 * @param source text of one XML part; @returns its root element
 * @throws LAYOUT_XML_BROKEN when it is not well-formed, carries a DTD or is nested or cut up beyond sense
 */
export function parseXml(source: string): XmlElement {
  const root: XmlElement = { name: '#root', attributes: {}, children: [], parent: null }
  let at = root
  let depth = 0
  let nodes = 0
  const refuse = (): never => {
    throw new AppError('LAYOUT_XML_BROKEN')
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  const add = (node: XmlNode) => {
    if (++nodes > MAX_NODES) refuse()
    at.children.push(node)
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  let names: Map<string, string> | null = null
  const renamed = (name: string, isElement: boolean): string => {
    if (names === null || name.startsWith('xmlns')) return name
    const [prefix, local] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name]
    const known = prefix === '' && !isElement ? undefined : names.get(prefix)
    return known === undefined ? name : `${known}:${local}`
  }
  parser.on('opentag', (tag) => {
    if (at === root) names = renamings(tag.attributes)
    let { attributes } = tag
    if (names !== null) {
      attributes = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [renamed(name, false), value]))
      // written back, the file needs the names that it has now
      if (at === root)
        for (const [own, known] of names)
          attributes[`xmlns:${known}`] = tag.attributes[own === '' ? 'xmlns' : `xmlns:${own}`]!
    }
    const element: XmlElement = { name: renamed(tag.name, true), attributes, children: [], parent: at }
    add(element)
    at = element
    if (++depth > MAX_DEPTH) refuse()
  })
  parser.on('closetag', () => {
    at = at.parent ?? root
    depth--
  })
  parser.on('text', (text) => {
    if (at !== root) add({ text })
  })
  parser.on('cdata', (text) => add({ text }))
  parser.on('comment', (text) => {
    if (at !== root) add({ raw: `<!--${text}-->` })
  })
  parser.on('processinginstruction', ({ target, body }) => {
    if (at !== root) add({ raw: `<?${target} ${body}?>` })
  })
  parser.write(source).close()
  const top = root.children.find(isElement)
  if (!top) return refuse()
  top.parent = null
  return top
}

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const escapeAttribute = (text: string) =>
  escapeText(text).replace(/"/g, '&quot;').replace(/\n/g, '&#10;').replace(/\r/g, '&#13;').replace(/\t/g, '&#9;')

function write(node: XmlNode, out: string[]): void {
  if (!isElement(node)) {
    out.push('text' in node ? escapeText(node.text).replace(/\r/g, '&#13;') : node.raw)
    return
  }
  out.push('<', node.name)
  for (const [name, value] of Object.entries(node.attributes)) out.push(' ', name, '="', escapeAttribute(value), '"')
  if (node.children.length === 0) {
    out.push('/>')
    return
  }
  out.push('>')
  for (const child of node.children) write(child, out)
  out.push('</', node.name, '>')
}

/** The whole part with its declaration, as Word writes it. */
export function writeXml(root: XmlElement): string {
  const out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  write(root, out)
  return out.join('')
}

/** First child element of a name. */
export function child(element: XmlElement | null | undefined, name: string): XmlElement | null {
  if (!element) return null
  for (const node of element.children) if (isElement(node) && node.name === name) return node
  return null
}

export function children(element: XmlElement | null | undefined, name?: string): XmlElement[] {
  if (!element) return []
  const found: XmlElement[] = []
  for (const node of element.children)
    if (isElement(node) && (name === undefined || node.name === name)) found.push(node)
  return found
}

/** Every element of a name below, in document order; `into` false keeps out of an element's inside. */
export function descendants(
  element: XmlElement,
  name: string,
  into: (element: XmlElement) => boolean = () => true,
): XmlElement[] {
  const found: XmlElement[] = []
  const walk = (of: XmlElement) => {
    for (const node of of.children) {
      if (!isElement(node)) continue
      if (node.name === name) found.push(node)
      if (into(node)) walk(node)
    }
  }
  walk(element)
  return found
}

/** `w:val` of a child element; null when there is none. */
export const attributeOf = (element: XmlElement | null | undefined, name: string): string | null =>
  child(element, name)?.attributes['w:val'] ?? null

/** Attribute as a number; null when missing or no number. */
export function numberOf(element: XmlElement | null | undefined, attribute: string): number | null {
  const text = element?.attributes[attribute]
  if (text === undefined) return null
  const value = Number.parseFloat(text)
  return Number.isFinite(value) ? value : null
}

/** All text below. */
export function textOf(element: XmlElement): string {
  let text = ''
  for (const node of element.children) {
    if (isElement(node)) text += textOf(node)
    else if ('text' in node) text += node.text
  }
  return text
}

/** A new element, to be put into a tree. */
export function make(name: string, attributes: Record<string, string> = {}): XmlElement {
  return { name, attributes, children: [], parent: null }
}
