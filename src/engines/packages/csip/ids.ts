/** Identifiers: proper, unique, and there when something points to them. */
import { attribute, walk, type XmlElement } from '../xml/tree.ts'
import type { MetsContext } from './context.ts'

/** NCName, as `xs:ID` asks. */
const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}._·-]*$/u

/** The requirement that speaks of an element's identifier. */
const RULES: Readonly<Record<string, string>> = {
  dmdSec: 'CSIP18',
  digiprovMD: 'CSIP33',
  rightsMD: 'CSIP46',
  fileSec: 'CSIP59',
  fileGrp: 'CSIP65',
  file: 'CSIP67',
  structMap: 'CSIP83',
}

function ruleOf(element: XmlElement): string {
  if (element.name !== 'div') return RULES[element.name] ?? 'CSIP83'
  const label = (attribute(element, 'LABEL') ?? '').toLowerCase()
  if (label === 'metadata') return 'CSIP89'
  if (label === 'documentation') return 'CSIP94'
  if (label === 'schemas') return 'CSIP98'
  if (label === 'representations') return 'CSIP102'
  return label.startsWith('representations/') ? 'CSIP106' : 'CSIP85'
}

/** Attributes that point to identifiers, with the requirement by the element they stand on. */
const POINTERS: readonly (readonly [attribute: string, element: string, rule: string])[] = [
  ['ADMID', 'fileGrp', 'CSIP61'],
  ['ADMID', 'file', 'CSIP74'],
  ['DMDID', 'file', 'CSIP75'],
  ['ADMID', 'div', 'CSIP91'],
  ['DMDID', 'div', 'CSIP92'],
]

/** @param known identifiers met in other METS files of the package: 2.0.4 wants them unique across it */
export function checkIds(mets: MetsContext, known: Map<string, string>): ReadonlyMap<string, XmlElement> {
  const own = new Map<string, XmlElement>()
  const pointing: XmlElement[] = []
  for (const element of walk(mets.root)) {
    if (element.namespace !== mets.root.namespace) continue
    const id = attribute(element, 'ID')
    if (id !== null) {
      const rule = ruleOf(element)
      const facts = { id, what: element.name, line: element.line }
      if (!NC_NAME.test(id)) mets.fault(rule, 'idForm', facts)
      if (own.has(id)) mets.fault(rule, 'idRepeated', facts)
      else if (known.has(id)) mets.oldFault(rule, 'idElsewhere', { ...facts, other: known.get(id)! })
      own.set(id, element)
    }
    if (element.attributes.has('ADMID') || element.attributes.has('DMDID')) pointing.push(element)
  }
  for (const id of own.keys()) if (!known.has(id)) known.set(id, mets.path)
  for (const element of pointing)
    for (const [name, on, rule] of POINTERS)
      if (element.name === on)
        for (const id of (attribute(element, name) ?? '').split(/\s+/))
          if (id !== '' && !isSection(own.get(id), name))
            mets.fault(rule, 'idDangling', { what: `${element.name}/@${name}`, id, line: element.line })
  return own
}

const isSection = (element: XmlElement | undefined, pointer: string): boolean =>
  element !== undefined && (pointer === 'DMDID') === (element.name === 'dmdSec')
