/** Number and day into a Word file that was made elsewhere: only their letters change. */
import JSZip from 'jszip'
import { openDocx } from '#engines/layout/docx/package.ts'
import { readPackage } from '#engines/layout/docx/read.ts'
import { type Paragraph, rawText } from '#engines/layout/model.ts'
import type { Piece } from '#engines/layout/pieces.ts'
import { mayLack } from '#engines/layout/rules/presence.ts'
import { firstOf, structureOf } from '#engines/layout/structure.ts'
import { isElement, make, writeXml, type XmlElement, type XmlNode } from '#engines/layout/xml.ts'
import { AppError } from '#platform/errors/index.ts'
import { numberFormat, numberText, ruleSet } from '#regimes/index.ts'
import type { LayoutComponent } from '#regimes/layout/index.ts'
import '../../errors.ts'
import type { NumberToFill } from '../types.ts'
import { type Change, dateParts, datePieces, numberParts } from './lines.ts'

/**
 * Puts number and day of issue into an uploaded Word file (.docx): found by what stands there, wherever the author put it.
 * What stood in their places (blanks, dots, a number typed in advance) is replaced; every other letter, every format and every
 * other part of the file stays as it is.
 * @throws COMPOSE_COMPONENT_MISSING, COMPOSE_NOTATION_INVALID, what `readDocument` throws, REGIMES_NO_RULE_SET
 */
export async function fillNumber(bytes: Uint8Array, wish: NumberToFill): Promise<Uint8Array> {
  const docx = await openDocx(bytes)
  const structure = structureOf(readPackage(docx))
  const isFree = (component: LayoutComponent) => structure.typeCode !== null && mayLack(structure.typeCode, component)
  const wanted: { paragraph: Paragraph; change: Change }[] = []
  const look = (component: LayoutComponent, changesOf: (line: string) => Change[]) => {
    const piece = firstOf(structure, component)?.pieces[0]
    if (piece) {
      const start = startOf(piece) ?? missing(component)
      for (const { from, to, text } of changesOf(rawText(piece.runs)))
        wanted.push({ paragraph: piece.paragraph, change: { from: start + from, to: start + to, text } })
    } else if (!isFree(component)) missing(component)
  }
  look('number', (line) => numberChanges(line, wish))
  look('place-date', (line) => dateChanges(line, wish))
  const touched = new Set<XmlElement>()
  for (const [paragraph, own] of Map.groupBy(wanted, (one) => one.paragraph)) {
    const atoms = atomsOf(paragraph)
    // from the end, so that what stands before keeps its place
    for (const { change } of own.toSorted((a, b) => b.change.from - a.change.from)) replace(atoms, change)
    touched.add(rootOf(atoms[0]!.element))
  }
  const zip = await JSZip.loadAsync(bytes)
  for (const name of docx.names) {
    const root = docx.opened(name)
    if (root && touched.has(root)) zip.file(name, writeXml(root), { createFolders: false })
  }
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

const NAMES: Partial<Record<LayoutComponent, string>> = { number: 'số, ký hiệu', 'place-date': 'địa danh, ngày tháng' }

const missing = (component: LayoutComponent): never => {
  throw new AppError('COMPOSE_COMPONENT_MISSING', { facts: { component: NAMES[component] ?? component } })
}

function numberChanges(line: string, { number, notation, regime, issued }: NumberToFill): Change[] {
  const parts = numberParts(line) ?? missing('number')
  const format = numberFormat(ruleSet(regime, issued))
  const text = numberText(number, format.minimumDigits)
  const written = notation ?? parts.notation.text
  const printed = `${format.label}${text}${format.afterNumber}${written.normalize('NFC')}`
  if (!new RegExp(format.pattern, 'u').test(printed))
    throw new AppError('COMPOSE_NOTATION_INVALID', { facts: { notation: written, example: printed } })
  const change: Change = { ...parts.blank, text: ` ${text}` }
  return notation ? [change, { ...parts.notation, text: notation }] : [change]
}

function dateChanges(line: string, { issued, place }: NumberToFill): Change[] {
  const parts = dateParts(line) ?? missing('place-date')
  const { day, month, year } = datePieces(issued)
  const changes = [
    { from: parts.day.from, to: parts.day.to, text: ` ${day} ` },
    { from: parts.month.from, to: parts.month.to, text: ` ${month} ` },
    { from: parts.year.from, to: parts.year.to, text: ` ${year}` },
  ]
  return place ? [...changes, { from: parts.place.from, to: parts.place.to, text: place }] : changes
}

/** One letter or sign of a line where it stands in the file. */
interface Atom {
  /** Element that holds it; a text holds many. */
  element: XmlElement
  isText: boolean
  text: string
}

const SIGNS: Record<string, string> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
}

function rootOf(element: XmlElement): XmlElement {
  let root = element
  while (root.parent) root = root.parent
  return root
}

/** Where a piece begins among the letters of its paragraph; null: what was read is not what stands there, letter by letter. */
function startOf({ paragraph, runs }: Piece): number | null {
  const whole = atomsOf(paragraph)
    .map((atom) => atom.text)
    .join('')
  const start = whole.indexOf(rawText(runs))
  return start < 0 || whole === '' || whole !== rawText(paragraph.runs) ? null : start
}

function atomsOf(paragraph: Paragraph): Atom[] {
  const atoms: Atom[] = []
  for (const node of new Set(paragraph.runs.map((run) => run.node))) {
    for (const element of node?.children ?? []) {
      if (!isElement(element)) continue
      if (element.name === 'w:t') atoms.push({ element, isText: true, text: lettersOf(element) })
      else if (SIGNS[element.name] !== undefined) atoms.push({ element, isText: false, text: SIGNS[element.name]! })
    }
  }
  return atoms
}

const lettersOf = (element: XmlElement): string =>
  element.children.map((node) => ('text' in node ? node.text : '')).join('')

/** Puts letters in place of a stretch: into the text where it begins, the rest of the stretch goes. */
function replace(atoms: readonly Atom[], { from, to, text }: Change): void {
  let at = 0
  const spans = atoms.map((atom) => {
    const span = { atom, start: at, end: at + atom.text.length }
    at = span.end
    return span
  })
  const host =
    spans.find(({ atom, start, end }) => atom.isText && start < to && end > from) ??
    spans.findLast(({ atom, end }) => atom.isText && end <= from) ??
    spans.find(({ atom, start }) => atom.isText && start >= to)
  for (const span of spans) {
    const { atom, start, end } = span
    const [a, b] = [Math.max(from, start), Math.min(to, end)]
    const isHost = span === host
    if (!isHost && a >= b) continue
    if (!atom.isText) {
      drop(atom.element)
      atom.text = ''
      continue
    }
    // a host beside the stretch takes the letters at its end, or at its beginning
    const cut = isHost && a >= b ? (end <= from ? atom.text.length : 0) : a - start
    const rest = isHost && a >= b ? cut : b - start
    atom.text = `${atom.text.slice(0, cut)}${isHost ? text : ''}${atom.text.slice(rest)}`
    const letters: XmlNode = { text: atom.text }
    atom.element.children = [letters]
    atom.element.attributes = { ...atom.element.attributes, 'xml:space': 'preserve' }
  }
  if (host) return
  // nothing but signs in the paragraph: a text of its own
  const [first] = atoms
  const made = make('w:t', { 'xml:space': 'preserve' })
  made.children = [{ text }]
  made.parent = first!.element.parent
  first!.element.parent?.children.push(made)
}

function drop(element: XmlElement): void {
  const { parent } = element
  if (parent) parent.children = parent.children.filter((node) => node !== element)
}
