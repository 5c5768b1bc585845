/** A line of an old register as a document with its place in a book. Pure over the facts of the organisation. */
import { createHash } from 'node:crypto'
import { fold, parseSymbol, tidyNotation } from '#engines/vn-text/index.ts'
import { originOf } from '#modules/incoming/index.ts'
import type { DocumentFields, OldBook } from '#modules/records/index.ts'
import {
  type DocumentType,
  documentType,
  incomingBookFor,
  incomingDocumentTypes,
  periodOn,
  type RegisterBookRule,
  type RuleSet,
  registerBooksOf,
  type Term,
  urgency,
} from '#regimes/index.ts'
import type { ImportSettings } from './contract.ts'
import { insertedNumber, labelOf } from './inserted.ts'
import type { ImportKind } from './kinds.ts'
import type { Reading } from './mapping.ts'
import type { Fault } from './sentences.ts'

export interface RegisterFacts {
  readonly rules: RuleSet
  readonly terms: readonly Term[]
  readonly organizationName: string
  readonly today: string
  readonly isIsolated: boolean
}

/** What a line asks to be written. */
export interface Candidate {
  readonly line: number
  /** By which the line is known when it comes again. */
  readonly key: string
  /** Digest of all that is written: equal means nothing changed. */
  readonly content: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly fields: DocumentFields
  readonly place: { readonly book: OldBook; readonly number: number; readonly suffix: string } | null
  /** Day in the book: of arrival, or of the document when it is a full one. */
  readonly on: string | null
  readonly holder: string | null
  readonly due: string | null
  readonly reply: string | null
  readonly path: string | null
  readonly extra: Record<string, string> | null
}

const isFullDay = (value: string | undefined): value is string => value !== undefined && value.length === 10
const SECRET = /^(?:do )?(?:mat|toi mat|tuyet mat|m|tm|a|b|c|confidential|secret|top secret)$/
/** A degree of secrecy as registers write it. */
export const isSecret = (secrecy: string | undefined): boolean =>
  secrecy !== undefined && SECRET.test(fold(secrecy).trim())

/** Makes the function that turns lines into candidates; faults are added to the reading. */
export function registerMaker(
  kind: Extract<ImportKind, 'incoming' | 'outgoing' | 'sheet'>,
  facts: RegisterFacts,
  settings: ImportSettings,
): (reading: Reading) => Candidate | null {
  const types = typeFinder(facts.rules)
  const books = bookFinder(facts, settings)
  const ownName = fold(facts.organizationName)

  return (reading) => {
    const { values: v, faults } = reading
    const secrecy = v['secrecy'] ? fold(v['secrecy']).trim() : ''
    if (SECRET.test(secrecy) && !facts.isIsolated) {
      faults.length = 0
      faults.push({ check: 'secret' })
      return null
    }
    const fault = (check: Fault['check'], field: string, more: Fault['facts'] = {}): void => {
      faults.push({ check, field, facts: more })
    }
    const { codeNumber, codeNotation } = symbolOf(v, fault)
    if (codeNotation && codeNotation.length > 30)
      fault('too-long', 'codeNotation', { length: codeNotation.length, max: 30 })
    if (codeNumber && codeNumber.length > 11) fault('too-long', 'codeNumber', { length: codeNumber.length, max: 11 })
    const { type, typeName, subject } = types(v['typeName'], codeNotation, v['subject'] ?? '')
    if (typeName === UNKNOWN_TYPE) fault('type-unknown', 'typeName', { type: typeName })
    const issuerName = v['issuerName'] ?? (kind === 'outgoing' ? facts.organizationName : '')
    const fields: DocumentFields = {
      typeCode: type?.code ?? null,
      typeName,
      codeNumber,
      codeNotation,
      issuedDate: v['issuedDate'] ?? null,
      issuerName,
      subject,
      language: v['language'] ?? null,
      pageAmount: v['pageAmount'] === undefined ? null : Number(v['pageAmount']),
      copyAmount: v['copyAmount'] === undefined ? null : Number(v['copyAmount']),
      description: v['description'] ?? null,
      signerName: v['signerName'] ?? null,
      signerPosition: v['signerPosition'] ?? null,
      urgency: v['urgency'] ? (urgency(facts.rules, v['urgency'])?.level ?? 0) : 0,
      circulation: [],
      toPlaces: v['toPlaces'] ?? null,
    }
    if (fields.issuedDate && fields.issuedDate > facts.today)
      fault('future', 'issuedDate', { value: fields.issuedDate })

    let place: Candidate['place'] = null
    let on: string | null = isFullDay(v['issuedDate']) ? v['issuedDate'] : null
    if (kind === 'incoming') {
      const date = v['date']
      if (date !== undefined && !isFullDay(date)) fault('date-not-full', 'date', { value: date })
      else if (date !== undefined && date > facts.today) fault('future', 'date', { value: date })
      else if (date !== undefined && fields.issuedDate && date < fields.issuedDate)
        fault('day-order', 'date', { date, value: fields.issuedDate })
      if (isFullDay(v['due']) === false && v['due'] !== undefined) fault('date-not-full', 'due', { value: v['due'] })
      if (isFullDay(date) && v['number'] !== undefined) {
        const book = books.incoming(date, originOf({ issuerName, codeNumber, codeNotation }))
        if (!book) fault('period-none', 'date', { value: date })
        else {
          const number = insertedNumber(v['number'])
          if (number) place = { book, ...number }
          else fault('number-unreadable', 'number', { value: v['number'] })
        }
        on = date
      }
    } else if (kind === 'outgoing' && v['issuedDate'] !== undefined) {
      const number = codeNumber ? insertedNumber(codeNumber) : null
      if (!codeNumber) fault('no-number', 'codeNumber')
      else if (!number) fault('number-unreadable', 'codeNumber', { value: codeNumber })
      else {
        const book = books.outgoing(v['issuedDate'], type)
        if (!book) fault('period-none', 'issuedDate', { value: v['issuedDate'] })
        else place = { book, ...number }
      }
    }

    const path = v['filePath'] ?? null
    const extra = kind === 'sheet' ? reading.extra() : null
    const direction =
      kind === 'incoming' || kind === 'outgoing' ? kind : fold(issuerName).includes(ownName) ? 'outgoing' : 'internal'
    const rest = { holder: v['holder'] ?? null, due: isFullDay(v['due']) ? v['due'] : null, reply: v['reply'] ?? null }
    const key = place
      ? `${place.book.series}|${place.book.period}|${labelOf(place)}`
      : kind === 'sheet' && path
        ? fold(path)
        : fold([issuerName, codeNumber, codeNotation, fields.issuedDate, subject].join('|')).slice(0, 800)
    const content = createHash('md5')
      .update(JSON.stringify([fields, rest, on, path, extra]))
      .digest('base64')
    return { line: reading.line, key, content, direction, fields, place, on, ...rest, path, extra }
  }
}

/** Number and notation, from two columns or from one (`15/QĐ-UBND`, `15-QĐ/TU`, `15/2010/QĐ-UBND`). */
function symbolOf(
  v: Record<string, string>,
  fault: (check: Fault['check'], field: string, facts?: Fault['facts']) => void,
): { codeNumber: string | null; codeNotation: string | null } {
  const number = v['codeNumber'] ?? null
  const notation = v['codeNotation'] ? tidyNotation(v['codeNotation']) || null : null
  const symbol = v['symbol']
  if (symbol === undefined || (number !== null && notation !== null))
    return { codeNumber: number, codeNotation: notation }
  const parsed = parseSymbol(symbol)
  if (!parsed) {
    fault('symbol-unreadable', 'symbol', { value: symbol.slice(0, 60) })
    return { codeNumber: number, codeNotation: tidyNotation(symbol) || null }
  }
  const withYear = parsed.year === null ? parsed.notation : [parsed.year, parsed.notation].filter(Boolean).join('/')
  return { codeNumber: number ?? parsed.number, codeNotation: notation ?? withYear }
}

const UNKNOWN_TYPE = 'Văn bản'

/** How many letters of the subject only say the type again, also one that no rule names (`Đề nghị xin bổ sung…`). */
function lengthOfLead(subject: string, typeName: string): number {
  const head = subject.slice(0, typeName.length)
  if (head.toLowerCase() !== typeName.toLowerCase()) return 0
  const gap = /^[\s:,.–-]+/.exec(subject.slice(typeName.length))
  return gap ? typeName.length + gap[0].length : 0
}

/** Type by its own column, by the notation, by the first words of the subject; a letter has none in its notation. */
function typeFinder(rules: RuleSet) {
  const byText = new Map<string, DocumentType | null>()
  const find = (text: string): DocumentType | null => {
    let found = byText.get(text)
    if (found === undefined) {
      found = documentType(rules, text)
      if (byText.size < 10_000) byText.set(text, found)
    }
    return found
  }
  const names = [...incomingDocumentTypes(rules)].sort((a, b) => b.vi.length - a.vi.length)
  const letter = find('Công văn')
  const starts = new RegExp(`^(${names.map((type) => type.vi).join('|')})(?=[\\s:,.–-]|$)[\\s:,.–-]*`, 'iu')

  return (typeText: string | undefined, notation: string | null, subject: string) => {
    const lead = starts.exec(subject)
    const head = notation ? (/^(?:\d{4}\/)?([^-/]+)/.exec(notation)?.[1] ?? '') : ''
    const type = typeText ? find(typeText) : lead ? find(lead[1]!) : head ? find(head) : null
    const typeName = typeText ?? type?.vi ?? (notation ? (letter?.vi ?? UNKNOWN_TYPE) : UNKNOWN_TYPE)
    // The column “Tên loại và trích yếu” says the type first: it stands in its own field then.
    const said = lead && fold(lead[1]!) === fold(typeName) ? lead[0].length : lengthOfLead(subject, typeName)
    const rest = subject.slice(said)
    return { type: type ?? (typeName === letter?.vi ? letter : null), typeName, subject: rest || subject }
  }
}

/** Books of old registers by day: as the regime's rules of today name them, of the year or term of the day. */
function bookFinder(facts: RegisterFacts, settings: ImportSettings) {
  const made = new Map<string, OldBook | null>()
  const remember = (key: string, make: () => OldBook | null): OldBook | null => {
    let book = made.get(key)
    if (book === undefined) {
      book = make()
      if (made.size < 50_000) made.set(key, book)
    }
    return book
  }
  const bookOf = (rule: RegisterBookRule, day: string, of: { code: string; title: string; series: string }) => {
    const full = `${day}-01-01`.slice(0, 10)
    const period = periodOn(rule.period, full, facts.terms)
    if (!period || rule.direction === 'internal') return null
    return {
      ...of,
      direction: rule.direction,
      period: period.key,
      periodLabel: period.label,
      startsOn: period.from,
      endsOn: period.to ?? `${Number(period.from.slice(0, 4)) + 6}-12-31`,
    }
  }
  const outgoingRules = registerBooksOf(facts.rules, 'outgoing').filter((rule) => rule.installation !== 'isolated')
  return {
    incoming(day: string, origin: 'party' | 'non-party'): OldBook | null {
      return remember(`in ${day} ${origin}`, () => {
        const rule = incomingBookFor(facts.rules, origin)
        return rule ? bookOf(rule, day, { code: rule.id, title: rule.vi, series: rule.series }) : null
      })
    },
    outgoing(day: string, type: DocumentType | null): OldBook | null {
      return remember(`out ${day} ${type?.code ?? '-'}`, () => {
        const rule =
          outgoingRules.find((one) => one.types === 'per-type' && type && one.groups?.includes(type.group)) ??
          outgoingRules.find((one) => one.id === 'outgoing')
        if (!rule) return null
        const isApart = settings.numbering === 'per-type' && type !== null && rule.types === 'per-type'
        return bookOf(rule, day, {
          code: isApart ? `${rule.id}/${type.code}` : rule.id,
          title: isApart ? `${rule.vi} – ${type.vi}` : rule.vi,
          series: isApart ? `${rule.series}/${type.code}` : rule.series,
        })
      })
    },
  }
}
