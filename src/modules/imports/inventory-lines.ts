/**
 * A line of an old inventory: a file, or a document in a file, by what it says. A line with a subject describes a document; what it says
 * of the file then only places it. Pure over the facts of the organisation.
 */
import { createHash } from 'node:crypto'
import { nameKey } from '#engines/tabular/index.ts'
import { fold, partialRange } from '#engines/vn-text/index.ts'
import { type ImportedUnit, numberKey } from '#modules/archive/index.ts'
import type { ImportSettings } from './contract.ts'
import {
  bareNumber,
  readCondition,
  readLanguages,
  readRetentionText,
  readSpanText,
  readTrust,
  readUse,
} from './inventory-words.ts'
import { kinds } from './kinds.ts'
import type { Reading } from './mapping.ts'
import { type Candidate, isSecret, type RegisterFacts, registerMaker } from './registers.ts'
import type { Fault } from './sentences.ts'

/** A description without its place. */
export type Described = Omit<ImportedUnit, 'id' | 'level' | 'number' | 'parentId' | 'repositoryId'>

export interface InventoryLine {
  readonly line: number
  readonly repository: string | null
  readonly fonds: string
  readonly fondsTitle: string | null
  readonly inventory: string | null
  readonly fileNumber: string
  /** The file's number with its whole way, for the lines of this file of data alone. */
  readonly fileWay: string
  /** Null: the line does not describe the file, it only names it. */
  readonly file: { readonly described: Described; readonly content: string } | null
  readonly item: {
    /** By which it is known in its file. */
    readonly key: string
    readonly number: string | null
    readonly described: Described
    readonly candidate: Candidate
    readonly content: string
  } | null
}

const digest = (of: unknown): string => createHash('md5').update(JSON.stringify(of)).digest('base64')
const words = (...parts: readonly (string | null | undefined)[]): string | null =>
  parts.filter(Boolean).join('\n') || null

/** Makes the function that reads lines; faults are added to the reading. */
export function inventoryMaker(
  facts: RegisterFacts,
  settings: ImportSettings,
): (reading: Reading) => InventoryLine | null {
  const documentOf = registerMaker('sheet', facts, settings)
  // A list of documents in files has one column of notes: the document's. The inventory of one column says its own of the file.
  const isOnlyOne = (document: string, file: string): boolean => {
    const names = kinds.inventory.fields.find((field) => field.id === document)!.names
    const columns = settings.mapping[file] ?? []
    return (
      file !== 'rights' &&
      settings.mapping[document] === undefined &&
      columns.some((name) => names.includes(nameKey(name)))
    )
  }

  return (reading) => {
    const { values: v, faults } = reading
    const fault = (check: Fault['check'], field: string, more: Fault['facts'] = {}): void => {
      faults.push({ check, field, facts: more })
    }
    const isDocument = v['subject'] !== undefined
    if (isDocument) moveToDocument(v, v['fileTitle'] === undefined ? () => true : isOnlyOne)
    const use = readUse(v['rights'])
    const docUse = v['docRights'] === undefined ? use : readUse(v['docRights'])
    const secrecy = isSecret(v['secrecy']) || readUse(v['secrecy']) === 'secret'
    if ((use === 'secret' || docUse === 'secret' || secrecy) && !facts.isIsolated) {
      faults.length = 0
      faults.push({ check: 'secret' })
      return null
    }
    if (use === null) fault('use-unknown', 'rights', { value: v['rights']!.slice(0, 60) })
    if (docUse === null && v['docRights']) fault('use-unknown', 'docRights', { value: v['docRights'].slice(0, 60) })
    if (!isDocument && v['fileTitle'] === undefined) fault('required', 'fileTitle')
    if (isDocument && v['issuerName'] === undefined) fault('required', 'issuerName')
    if (!isDocument && v['filePath'] !== undefined)
      fault('file-without-document', 'filePath', { value: v['filePath'].slice(-60) })
    const file = v['fileTitle'] === undefined ? null : fileOf(v, use, settings, fault)
    const candidate = isDocument ? documentOf(reading) : null
    if (isDocument && !candidate) return null
    if (v['fonds'] === undefined || v['fileNumber'] === undefined) return null
    const place = {
      repository: v['repository'] ?? null,
      fonds: bareNumber(v['fonds']),
      inventory: v['inventory'] === undefined ? null : bareNumber(v['inventory']),
      fileNumber: bareNumber(v['fileNumber']),
    }
    return {
      line: reading.line,
      ...place,
      fondsTitle: v['fondsTitle'] ?? null,
      fileWay: [fold(place.fonds), numberKey(place.inventory), numberKey(place.fileNumber)].join('|'),
      file,
      item: candidate && itemOf(v, candidate, docUse),
    }
  }
}

/** What a file and its documents have in common: the field of the document, and those of the file. */
const IN_COMMON: readonly (readonly [document: string, ...file: string[]])[] = [
  ['description', 'note', 'scope'],
  ['language', 'fileLanguage'],
  ['docRights', 'rights'],
  ['docInfoSign', 'infoSign'],
  ['docKeywords', 'keywords'],
  ['docCondition', 'condition'],
  ['docTrust', 'trust'],
  ['pageAmount', 'filePages'],
]

/** What a line says of a document under the name of a field of the file. @param isMoved which fields say it of the document */
function moveToDocument(v: Record<string, string>, isMoved: (document: string, file: string) => boolean): void {
  for (const [to, ...from] of IN_COMMON)
    for (const id of from) {
      if (!isMoved(to, id)) continue
      if (v[to] === undefined && v[id] !== undefined) v[to] = v[id]
      delete v[id]
    }
}

function fileOf(
  v: Record<string, string>,
  use: ReturnType<typeof readUse>,
  settings: ImportSettings,
  fault: (check: Fault['check'], field: string, facts?: Fault['facts']) => void,
): InventoryLine['file'] {
  let starts = v['starts'] ?? null
  let ends = v['ends'] ?? null
  if (v['span'] !== undefined && starts === null && ends === null) {
    const span = readSpanText(v['span'], settings.lastYear)
    if (typeof span === 'string')
      fault(span === 'short-year' ? 'date-short-year' : 'date-unreadable', 'span', { value: v['span'].slice(0, 60) })
    else ({ starts, ends } = span)
  }
  if (starts && ends && partialRange(starts)!.first > partialRange(ends)!.last)
    fault('span-order', v['span'] === undefined ? 'ends' : 'span', { starts, ends })
  const retention = v['retention'] === undefined ? null : readRetentionText(v['retention'])
  if (v['retention'] !== undefined && retention === null)
    fault('retention-unknown', 'retention', { value: v['retention'].slice(0, 60) })
  const condition = readCondition(v['condition'])
  const described: Described = {
    title: v['fileTitle']!,
    starts,
    ends,
    retention,
    access: use === 'open' ? 'open' : 'conditional',
    language: readLanguages(v['fileLanguage']),
    sheets: v['sheets'] === undefined ? null : Number(v['sheets']),
    pages: v['filePages'] === undefined ? null : Number(v['filePages']),
    box: v['box'] ?? null,
    origin: readTrust(v['trust']),
    condition,
    keywords: v['keywords'] ?? null,
    description: {
      extent: v['totalDoc'] === undefined ? null : `${v['totalDoc']} văn bản`,
      scope: v['scope'] ?? null,
      physical: condition === null ? (v['condition'] ?? null) : null,
      informationSign: v['infoSign'] ?? null,
      paperFileCode: v['paperFileCode'] ?? null,
      note: words(
        v['note'],
        retention === null && v['retention'] ? `Thời hạn bảo quản ghi cũ: ${v['retention']}` : null,
      ),
    },
  }
  return { described, content: digest(described) }
}

function itemOf(
  v: Record<string, string>,
  candidate: Candidate,
  use: ReturnType<typeof readUse>,
): InventoryLine['item'] {
  const { fields } = candidate
  const condition = readCondition(v['docCondition'])
  const number = v['ordinal'] ?? v['leaf'] ?? null
  const described: Described = {
    title: fields.subject,
    starts: fields.issuedDate ?? null,
    access: use === 'open' ? 'open' : 'conditional',
    language: readLanguages(v['language']),
    pages: fields.pageAmount ?? null,
    origin: readTrust(v['docTrust']),
    condition,
    keywords: v['docKeywords'] ?? null,
    symbol: [fields.codeNumber, fields.codeNotation].filter(Boolean).join('/') || null,
    description: {
      physical: condition === null ? (v['docCondition'] ?? null) : null,
      informationSign: v['docInfoSign'] ?? null,
      autograph: v['autograph'] ?? null,
      note: v['leaf'] === undefined ? null : `Tờ số ${v['leaf']}`,
    },
  }
  return {
    key: number === null ? candidate.key : `#${numberKey(number)}`,
    number,
    described,
    candidate,
    content: digest([described, fields, candidate.path]),
  }
}
