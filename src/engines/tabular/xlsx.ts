/** XLSX as a stream: strings and styles first, then a sheet line by line. Formulas give their last result and are marked. */
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '#platform/errors/index.ts'
import { limits, type Row, type TableSource } from './types.ts'
import { xmlReader } from './xml.ts'

interface Workbook {
  readonly sheets: readonly { name: string; part: string }[]
  readonly is1904: boolean
  readonly shared: readonly string[]
  /** By style index: does the number format show a date? */
  readonly dates: readonly boolean[]
}

/** @param sheetName the first one when not given. @throws AppError TABULAR_BROKEN, TABULAR_TOO_LARGE, TABULAR_NO_SHEET */
export async function openXlsx(path: string, sheetName?: string | null): Promise<TableSource> {
  const workbook = await withZip(path, readWorkbook)
  const sheet = sheetName ? workbook.sheets.find((one) => one.name === sheetName) : workbook.sheets[0]
  if (!sheet) throw new AppError('TABULAR_NO_SHEET', { facts: { sheet: sheetName ?? '1' } })
  return {
    format: 'xlsx',
    sheets: workbook.sheets.map((one) => one.name),
    sheet: sheet.name,
    charset: 'utf-8',
    delimiter: null,
    rows: () => readSheet(path, workbook, sheet.part),
  }
}

async function withZip<T>(path: string, work: (zip: Zip) => Promise<T>): Promise<T> {
  const zip = await openZip(path)
  try {
    return await work(zip)
  } finally {
    zip.file.close()
  }
}

interface Zip {
  readonly file: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
}

async function openZip(path: string): Promise<Zip> {
  const broken = (error: unknown): never => {
    throw new AppError('TABULAR_BROKEN', { facts: { reason: `ZIP: ${(error as Error).message}` }, cause: error })
  }
  const file = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(broken)
  const entries = new Map<string, Entry>()
  file.on('entry', (entry: Entry) => {
    entries.set(entry.fileName, entry)
    if (entries.size > 10_000) file.emit('error', new Error('> 10000'))
    else file.readEntry()
  })
  file.readEntry()
  await once(file, 'end').catch(broken)
  return { file, entries }
}

/** The text of a part in pieces, bounded: a small packed part that unfolds without end is not followed. */
async function* textOf(zip: Zip, name: string): AsyncGenerator<string> {
  const entry = zip.entries.get(name)
  if (!entry) throw new AppError('TABULAR_BROKEN', { facts: { reason: name } })
  const stream: Readable = await zip.file.openReadStreamPromise(entry)
  const decoder = new TextDecoder('utf-8')
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      const isBomb = bytes > limits.ratioFrom && bytes > entry.compressedSize * limits.ratio
      if (isBomb || bytes > limits.partBytes)
        throw new AppError('TABULAR_TOO_LARGE', { facts: { what: `${name}: ${Math.round(bytes / 1e6)} MB` } })
      yield decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('TABULAR_BROKEN', { facts: { reason: (error as Error).message }, cause: error })
  } finally {
    stream.destroy()
  }
}

async function readPart(zip: Zip, name: string, handlers: Parameters<typeof xmlReader>[0]): Promise<void> {
  const reader = xmlReader(handlers)
  for await (const text of textOf(zip, name)) reader.write(text)
  reader.close()
}

const nothing = (): void => {}

async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.entries.has('xl/workbook.xml')) throw new AppError('TABULAR_UNKNOWN')
  const targets = new Map<string, string>()
  if (zip.entries.has('xl/_rels/workbook.xml.rels'))
    await readPart(zip, 'xl/_rels/workbook.xml.rels', {
      open: (name, a) => {
        if (name === 'Relationship' && a['Id'] && a['Target'])
          targets.set(a['Id'], a['Target'].startsWith('/') ? a['Target'].slice(1) : `xl/${a['Target']}`)
      },
      close: nothing,
      text: nothing,
    })
  const sheets: { name: string; part: string }[] = []
  let is1904 = false
  await readPart(zip, 'xl/workbook.xml', {
    open: (name, a) => {
      if (name === 'workbookPr') is1904 = a['date1904'] === '1' || a['date1904'] === 'true'
      if (name !== 'sheet' || a['state'] === 'veryHidden') return
      const part = targets.get(a['r:id'] ?? '')
      if (part && zip.entries.has(part)) sheets.push({ name: a['name'] ?? part, part })
    },
    close: nothing,
    text: nothing,
  })
  return { sheets, is1904, shared: await readShared(zip), dates: await readDateStyles(zip) }
}

async function readShared(zip: Zip): Promise<string[]> {
  const shared: string[] = []
  if (!zip.entries.has('xl/sharedStrings.xml')) return shared
  let text = ''
  let size = 0
  let isText = false
  let phonetic = 0
  await readPart(zip, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'rPh') phonetic++
      if (name === 'si') text = ''
      isText = name === 't' && phonetic === 0
    },
    close: (name) => {
      if (name === 'rPh') phonetic--
      if (name === 't') isText = false
      if (name !== 'si') return
      size += text.length
      if (size > limits.sharedCharacters) throw new AppError('TABULAR_TOO_LARGE', { facts: { what: 'sharedStrings' } })
      shared.push(text)
    },
    text: (piece) => {
      if (isText) text += piece
    },
  })
  return shared
}

/** Built-in formats that show a date (ECMA-376 18.8.30), and own ones with a day, month or year outside of quotes. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  return /[dy]|m{3,}/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').replace(/general/gi, ''))
}

async function readDateStyles(zip: Zip): Promise<boolean[]> {
  const dates: boolean[] = []
  if (!zip.entries.has('xl/styles.xml')) return dates
  const codes = new Map<number, string>()
  let isCells = false
  await readPart(zip, 'xl/styles.xml', {
    open: (name, a) => {
      if (name === 'numFmt') codes.set(Number(a['numFmtId']), a['formatCode'] ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells)
        dates.push(isDateFormat(Number(a['numFmtId'] ?? 0), codes.get(Number(a['numFmtId']))))
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    },
    text: nothing,
  })
  return dates
}

/** A serial day of Excel as `YYYY-MM-DD`; 60 is the day 29/2/1900 that never was. Null outside 1900–2200. */
export function serialDay(serial: number, is1904 = false): string | null {
  const days = Math.floor(serial) + (is1904 ? 1462 : 0)
  if (!(days > 0 && days < 110_000) || days === 60) return null
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `AB12` -> 27; -1 when it is no reference. */
function columnIndex(reference: string): number {
  let index = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    index = index * 26 + code - 64
  }
  return index - 1
}

async function* readSheet(path: string, workbook: Workbook, part: string): AsyncGenerator<readonly Row[]> {
  const zip = await openZip(path)
  let rows: Row[] = []
  const reader = sheetReader(workbook, (row) => rows.push(row))
  try {
    for await (const text of textOf(zip, part)) {
      reader.write(text)
      if (rows.length < 256) continue
      yield rows
      rows = []
    }
    reader.close()
    if (rows.length > 0) yield rows
  } finally {
    zip.file.close()
  }
}

function sheetReader({ shared, dates, is1904 }: Workbook, give: (row: Row) => void) {
  let line = 0
  let cells: string[] = []
  let formulas: number[] = []
  let column = -1
  let type = 'n'
  let isDate = false
  let value = ''
  let isValue = false
  let phonetic = 0

  function read(): string {
    if (type === 's') return shared[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || value === '') return value
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    if (isDate) return serialDay(number, is1904) ?? String(number)
    return String(Number(number.toPrecision(15)))
  }

  return xmlReader({
    open(name, a) {
      if (name === 'row') {
        line = a['r'] ? Number(a['r']) : line + 1
        cells = []
        formulas = []
        column = -1
      } else if (name === 'c') {
        const index = columnIndex(a['r'] ?? '')
        column = index >= 0 ? index : column + 1
        if (column >= limits.columns) throw new AppError('TABULAR_BROKEN', { facts: { reason: `${a['r']}` } })
        type = a['t'] ?? 'n'
        isDate = type === 'n' && (dates[Number(a['s'] ?? 0)] ?? false)
        value = ''
      } else if (name === 'f') formulas.push(column)
      else if (name === 'rPh') phonetic++
      else if (name === 'v' || (name === 't' && phonetic === 0)) isValue = true
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') phonetic--
      else if (name === 'c') {
        while (cells.length < column) cells.push('')
        cells[column] = read()
      } else if (name === 'row' && cells.some((cell) => cell !== ''))
        give(formulas.length > 0 ? { line, cells, formulas } : { line, cells })
    },
    text(text) {
      if (!isValue) return
      value += text
      if (value.length > limits.cell) throw new AppError('TABULAR_BROKEN', { facts: { reason: `${line}` } })
    },
  })
}
