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
  parser.on('opentag', (tag) => {
    const element: XmlElement = { name: tag.name, attributes: tag.attributes, children: [], parent: at }
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
