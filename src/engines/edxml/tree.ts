/** XML of a package as a tree of our own, after everything hostile has been refused. */
import { ParseOption, XmlDocument, XmlElement } from 'libxml2-wasm'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import type { Limits } from './types.ts'

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const XINCLUDE = /^http:\/\/www\.w3\.org\/200[13]\/XInclude$/

const OPTION =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG

const hostile = (what: string): never => {
  throw new AppError('EDXML_HOSTILE', { facts: { what } })
}

/**
 * @returns a document that the caller disposes of
 * @throws AppError EDXML_BROKEN, EDXML_HOSTILE, EDXML_TOO_LARGE
 */
export function parse(bytes: Uint8Array, limits: Limits): XmlDocument {
  if (bytes.length > limits.size) throw new AppError('EDXML_TOO_LARGE', { facts: { what: `${bytes.length} B` } })
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1]
  if ((declared && !/^(utf-?8|us-ascii)$/i.test(declared)) || head.includes('\u0000'))
    throw new AppError('EDXML_BROKEN', { facts: { reason: 'not UTF-8' } })
  // Looked for in the bytes, before any reader of XML sees them: an honest package has neither, its texts are escaped.
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (whole.includes('<!DOCTYPE')) hostile('DTD')
  if (whole.includes('<!ENTITY')) hostile('ENTITY')
  let document: XmlDocument
  try {
    document = XmlDocument.fromBuffer(whole, { option: OPTION })
  } catch (error) {
    throw new AppError('EDXML_BROKEN', { facts: { reason: (error as Error).message.split('\n')[0]!.slice(0, 120) } })
  }
  try {
    if (document.dtd) hostile('DTD')
    inspect(document.root, limits)
  } catch (error) {
    document.dispose()
    throw error
  }
  return document
}

/** Counts and refuses, without recursion: depth is what an attacker chooses. */
function inspect(root: XmlElement, limits: Limits): void {
  let count = 0
  const open: { element: XmlElement; depth: number }[] = [{ element: root, depth: 1 }]
  for (let one = open.pop(); one; one = open.pop()) {
    if (++count > limits.elements) throw new AppError('EDXML_TOO_LARGE', { facts: { what: 'elements' } })
    if (one.depth > limits.depth) throw new AppError('EDXML_TOO_LARGE', { facts: { what: 'depth' } })
    if (XINCLUDE.test(one.element.namespaceUri)) hostile('XInclude')
    for (const child of elements(one.element)) open.push({ element: child, depth: one.depth + 1 })
  }
}

export function elements(of: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  for (let node = of.firstChild; node; node = node.next) if (node instanceof XmlElement) found.push(node)
  return found
}

/** Namespaces under which systems write the standard's elements; elements of any other are passed over. */
const KNOWN =
  /^(http:\/\/www\.mic\.gov\.vn\/TBT\/QCVN_102_20\d\d\/?|http:\/\/www\.e-doc\.vn\/Schema\/?|http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/|)$/i

export const isKnown = (element: XmlElement): boolean => KNOWN.test(element.namespaceUri)

/** Children of a name, in any known namespace. */
export const all = (of: XmlElement | null, name: string): XmlElement[] =>
  of === null ? [] : elements(of).filter((one) => one.name === name && isKnown(one))

/** The one child of a name. @throws EDXML_FIELD when there are several: which one is meant cannot be known */
export function one(of: XmlElement | null, name: string): XmlElement | null {
  const found = all(of, name)
  if (found.length > 1) throw new AppError('EDXML_FIELD', { facts: { field: name } })
  return found[0] ?? null
}

/** Text of a child; null when it is empty or missing. */
export function text(of: XmlElement | null, name: string, limit = 4_000): string | null {
  const found = one(of, name)
  if (!found) return null
  const value = found.content.normalize('NFC').trim()
  if (value.length > limit) throw new AppError('EDXML_FIELD', { facts: { field: name } })
  return value === '' ? null : value
}
