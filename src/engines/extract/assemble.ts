/** From words to the result: both readings of page 1 joined, figures judged, signature and citations added. */

import { legalLongDate, partialDate } from '../vn-text/index.ts'
import { findCitations } from './citations.ts'
import { cropRaster } from './ink.ts'
import { mergeField, mergeNotation, wordCounts } from './merge.ts'
import { readNumberLine } from './number-line.ts'
import { nameInText, type SpellingIndex, spellingIndex } from './organ.ts'
import { findUrgency, none, type Reading, readFirstPage } from './reading.ts'
import { recognise } from './recognise.ts'
import { makeRow, toRows, unite } from './rows.ts'
import { findRecipientList, findSignature } from './signature.ts'
import type { Source } from './sources.ts'
import { typedDigits } from './typed.ts'
import type { Box, Extraction, ExtractOptions, Field, FieldMap, PageWords } from './types.ts'
import { fieldAsShown } from './upright.ts'

/** Text of a page, row by row. */
export function pageText(page: PageWords): string {
  return toRows(page.words)
    .map((row) => row.text)
    .join('\n')
}

/** Figures of one slot (number, day, month, year) as far as they can be trusted. */
interface Slot {
  claims: string[]
  box: Box | null
  line: Box | null
}

function slotOf(readings: Reading[], pick: (r: Reading) => { text: string; box: Box; line: Box } | null): Slot {
  const found = readings.map(pick).filter((part) => part !== null)
  const withText = found.find((part) => part.text !== '') ?? found[0]
  return { claims: found.map((part) => part.text), box: withText?.box ?? null, line: withText?.line ?? null }
}

/** Born-digital figures are what the file says; figures of a picture must prove that they are typed. */
function judge(slot: Slot, source: Source, pattern: RegExp): string | null {
  if (slot.box === null || slot.line === null) return null
  if (!source.isPicture) return pattern.test(slot.claims[0] ?? '') ? slot.claims[0]! : null
  if (source.raster === null) return null
  const typed = typedDigits(source.raster, slot.claims, slot.box, slot.line)
  return typed !== null && pattern.test(typed) ? typed : null
}

function dateField(readings: Reading[], source: Source): Field {
  const part = (name: 'day' | 'month' | 'year') =>
    slotOf(readings, (r) => (r.date ? { ...r.date[name], line: r.date.box } : null))
  const [day, month, year] = [part('day'), part('month'), part('year')]
  const boxes = readings.map((r) => r.date?.box).filter((box) => box !== undefined)
  if (boxes.length === 0) return none()
  const y = judge(year, source, /^(?:19|20)\d{2}$/)
  const m = judge(month, source, /^(?:0?[1-9]|1[0-2])$/)
  const d = judge(day, source, /^(?:0?[1-9]|[12]\d|3[01])$/)
  // the cursor goes to the first figure that a person must fill in
  const missing = d === null ? day.box : m === null ? month.box : y === null ? year.box : null
  const whole = boxes[0]!
  if (y === null) return { value: null, confidence: 0, page: source.first, box: missing ?? whole }
  const exact = m !== null && d !== null ? partialDate(Number(y), Number(m), Number(d)) : null
  const value = exact ?? (m === null ? partialDate(Number(y)) : partialDate(Number(y), Number(m)))
  const complete = value !== null && legalLongDate(value)?.startsWith('ngày')
  return {
    value,
    confidence: source.isPicture ? (complete ? 0.85 : 0.7) : 0.97,
    page: source.first,
    box: missing ?? whole,
  }
}

function numberField(readings: Reading[], source: Source): Field {
  const slot = slotOf(readings, (r) =>
    r.number && r.numberRow ? { text: r.number.numberText, box: r.number.numberBox, line: r.numberRow.box } : null,
  )
  if (slot.box === null) return none()
  // legal normative documents carry the year after the number: 15/2024/QĐ-UBND
  const claims = slot.claims.map((claim) => /^(\d+)\/(?:19|20)\d{2}\/?$/.exec(claim)?.[1] ?? claim)
  const value = judge({ ...slot, claims }, source, /^\d{1,6}[a-z]?$/i)
  return { value, confidence: value === null ? 0 : source.isPicture ? 0.85 : 0.97, page: source.first, box: slot.box }
}

/** A year between number and notation belongs to the notation as printed. */
function withYear(notation: Field, readings: Reading[], source: Source): Field {
  const year = readings.map((r) => /^\d+\/((?:19|20)\d{2})\/?$/.exec(r.number?.numberText ?? '')?.[1]).find(Boolean)
  if (year === undefined || notation.value === null || source.isPicture) return notation
  return { ...notation, value: `${year}/${notation.value}` }
}

function organ(
  readings: Reading[],
  name: 'organName' | 'parentOrganName',
  counts: Map<string, number>,
  index: SpellingIndex,
): Field {
  const [a, b] = readings.map((r) => r[name])
  if (a === undefined) return none()
  const field = b ? mergeField(a, b, counts) : a
  if (field.value === null) return field
  const heads = readings.map((r) => r[name].value).filter((value) => value !== null)
  const spelt = nameInText([field.value, ...heads], index)
  return spelt === null ? field : { ...field, value: spelt }
}

/** The number line is the hardest and the most wanted: when in doubt its strip of the picture is read once more, alone. */
async function readNumberAgain(readings: Reading[], source: Source, options: ExtractOptions): Promise<Reading[]> {
  const known = readings.find((reading) => reading.numberRow !== null)
  if (!known?.numberRow || source.raster === null || options.ocr === 'never') return []
  const [x0, y0, x1, y1] = known.numberRow.box
  const rise = y1 - y0
  const box: Box = [x0 - rise, y0 - rise * 0.6, x1 + rise * 2, y1 + rise * 0.6]
  const strip = cropRaster(source.raster, box)
  if (strip === null) return []
  const outcome = await recognise(strip, 7, options)
  if (typeof outcome === 'string' || outcome.words.length === 0) return []
  const words = outcome.words.map((word) => ({ ...word, box: moveBox(word.box, box[0], box[1]) }))
  const numberRow = makeRow(words)
  const party = known.header.regime === 'party'
  return [{ ...known, numberRow, number: readNumberLine(numberRow, party, known.typeName.value) }]
}

const moveBox = (box: Box, dx: number, dy: number): Box => [box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]

/** Confidence from which a notation needs no third reading. */
const SURE = 0.9

/** Urgency read from red ink beats what the type says. */
function stampUrgency(source: Source): Field | null {
  if (source.stamps === null) return null
  const field = findUrgency(toRows(source.stamps.words), source.stamps, 12)
  return field.value === null ? null : field
}

/** Characters in which spellings and citations are looked for: some 600 pages. */
const LOOKED_THROUGH = 1_500_000

/** Makes the result from what was read. */
export async function assemble(
  source: Source & { flowText?: string },
  options: ExtractOptions,
): Promise<Omit<Extraction, 'findings'>> {
  const { pages } = source
  const texts = pages.map(pageText)
  const text = source.flowText ?? texts.join('\n\n')
  const index = spellingIndex(text.slice(0, LOOKED_THROUGH))
  const counts = wordCounts(index)
  const first = pages[source.first - 1]
  const readings: Reading[] = []
  if (first && first.words.length > 0) readings.push(readFirstPage(first, index))
  if (source.head) readings.push(readFirstPage(source.head, index))
  const [a, b] = readings
  const merged = (name: 'typeName' | 'subject' | 'place' | 'urgency'): Field =>
    a === undefined ? none() : b === undefined ? a[name] : mergeField(a[name], b[name], counts)
  // names of types come from a closed list: the surer reading, never a mixture
  const typeName: Field =
    a === undefined
      ? none()
      : b === undefined || a.typeName.confidence >= b.typeName.confidence
        ? a.typeName
        : b.typeName
  const organName = organ(readings, 'organName', counts, index)
  const parentOrganName = organ(readings, 'parentOrganName', counts, index)
  const organs = [organName.value, parentOrganName.value]
  let notation = mergeNotation(readings, typeName.value, organs)
  let numberReadings = readings
  if (source.isPicture && notation.confidence < SURE) {
    numberReadings = [...readings, ...(await readNumberAgain(readings, source, options))]
    notation = mergeNotation(numberReadings, typeName.value, organs)
  }
  const signature = findSignature(pages)
  const list = findRecipientList(pages)
  const addressees = (b?.addressees ?? a?.addressees) || null
  const entries = [...new Set([...(addressees?.entries ?? []), ...(list?.entries ?? [])])]
  const fields: FieldMap = {
    typeName,
    codeNumber: numberField(numberReadings, source),
    codeNotation: withYear(notation, readings, source),
    issuedDate: dateField(readings, source),
    place: merged('place'),
    organName,
    parentOrganName,
    subject: merged('subject'),
    signer: signature?.name
      ? { value: signature.name, confidence: signature.confidence, page: signature.page, box: signature.nameBox }
      : none(),
    signerPosition: signature?.position
      ? {
          value: signature.position,
          confidence: signature.confidence,
          page: signature.page,
          box: signature.positionBox,
        }
      : none(),
    urgency: stampUrgency(source) ?? merged('urgency'),
    recipients:
      entries.length === 0
        ? none<string[]>()
        : {
            value: entries,
            confidence: 0.7,
            page: list?.page ?? source.first,
            box: list?.box ?? (addressees ? unite([addressees.box]) : null),
          },
  }
  for (const name of Object.keys(fields) as (keyof FieldMap)[])
    Object.assign(fields, { [name]: fieldAsShown<unknown>(fields[name], pages) })
  if (source.flow) {
    for (const field of Object.values(fields) as Field<unknown>[]) {
      field.page = null
      field.box = null
    }
  }
  const citations =
    source.flowText !== undefined
      ? findCitations(source.flowText.slice(0, LOOKED_THROUGH), null)
      : pages.flatMap((page, i) => findCitations(texts[i]!, page.page))
  const seen = new Set<string>()
  return {
    typeName: fields.typeName.value,
    codeNumber: fields.codeNumber.value,
    codeNotation: fields.codeNotation.value,
    issuedDate: fields.issuedDate.value,
    place: fields.place.value,
    organName: fields.organName.value,
    parentOrganName: fields.parentOrganName.value,
    subject: fields.subject.value,
    signer: fields.signer.value,
    signerPosition: fields.signerPosition.value,
    urgency: fields.urgency.value,
    recipients: fields.recipients.value,
    citations: citations.filter((c) => {
      const key = `${c.typeName} ${c.codeNumber} ${c.codeNotation ?? c.text}`
      return seen.has(key) ? false : seen.add(key) !== undefined
    }),
    fields,
    text,
    ocr: source.ocr,
    pages: source.pageCount,
    pageSizes: source.pageSizes,
  }
}
