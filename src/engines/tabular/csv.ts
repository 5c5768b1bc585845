/** CSV as offices really have it: any of four delimiters, quotes with line breaks inside, UTF-8, UTF-16 or an old one-byte encoding. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '#platform/errors/index.ts'
import { limits, type Row, type TableSource } from './types.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const HEAD = 64 * 1024

/**
 * A CSV file as a table. Whole-file UTF-8 (a first pass looks), UTF-16 with its mark, else one byte a character as Latin-1:
 * the columns then tell their old encoding (`columns.ts`).
 */
export async function openCsv(path: string): Promise<TableSource> {
  const charset = await charsetOf(path)
  const delimiter = delimiterOf(await headOf(path, charset))
  return { format: 'csv', sheets: [], sheet: null, charset, delimiter, rows: () => readCsv(path, charset, delimiter) }
}

async function charsetOf(path: string): Promise<'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1'> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isFirst = true
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
      if (isFirst && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
      // Null bytes in a table without a mark: no text at all.
      if (isFirst && chunk.includes(0)) throw new AppError('TABULAR_UNKNOWN')
      isFirst = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof TypeError) return 'latin1'
    throw error
  }
}

/** Node names the one-byte reading `latin1` otherwise than the web (which means Windows-1252 by it): bytes as they are. */
function decoderOf(charset: string): { decode(chunk: Buffer): string; end(): string } {
  if (charset === 'latin1') return { decode: (chunk) => chunk.toString('latin1'), end: () => '' }
  const decoder = new TextDecoder(charset)
  return { decode: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() }
}

async function headOf(path: string, charset: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return decoderOf(charset).decode(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** The delimiter that cuts the first lines into most equal pieces; a comma when nothing cuts them. */
export function delimiterOf(head: string): string {
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1]
  if (named) return named
  let best: { delimiter: string; worth: number } = { delimiter: ',', worth: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>()
    for (const row of cut(head, delimiter).slice(0, 60)) counts.set(row, (counts.get(row) ?? 0) + 1)
    for (const [cells, lines] of counts) {
      const worth = cells > 1 ? lines * Math.log2(cells) : 0
      if (worth > best.worth) best = { delimiter, worth }
    }
  }
  return best.delimiter
}

/** Numbers of cells of the complete lines of a text. */
function cut(text: string, delimiter: string): number[] {
  const found: number[] = []
  let cells = 1
  let isQuoted = false
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (char === delimiter) cells++
    else if (char === '\n') {
      found.push(cells)
      cells = 1
    }
  }
  return found
}

async function* readCsv(path: string, charset: string, delimiter: string): AsyncGenerator<readonly Row[]> {
  const decoder = decoderOf(charset)
  const parser = new CsvParser(delimiter)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const rows = parser.write(decoder.decode(chunk))
    if (rows.length > 0) yield rows
  }
  const rows = [...parser.write(decoder.end()), ...parser.end()]
  if (rows.length > 0) yield rows
}

const QUOTE = 34
const CR = 13
const LF = 10

/** The grammar of RFC 4180, forgiving where people are: a quote inside an unquoted cell is a letter like others. */
export class CsvParser {
  readonly #delimiter: number
  #rest = ''
  #line = 1
  #isStart = true

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** Rows that are complete with this piece. */
  write(piece: string): Row[] {
    let text = this.#rest + piece
    if (this.#isStart && text.length > 0) {
      this.#isStart = false
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    }
    return this.#parse(text, false)
  }

  end(): Row[] {
    return this.#rest === '' ? [] : this.#parse(`${this.#rest}\n`, true)
  }

  #parse(text: string, isLast: boolean): Row[] {
    const rows: Row[] = []
    const { length } = text
    let at = 0
    let start = 0
    let cells: string[] = []
    let line = this.#line
    let breaks = 0
    while (at < length) {
      let value: string
      if (text.charCodeAt(at) === QUOTE) {
        const end = closing(text, at + 1)
        if (end < 0) break
        value = text.slice(at + 1, end).replaceAll('""', '"')
        if (value.includes('\n')) for (const char of value) if (char === '\n') breaks++
        at = end + 1
        // What follows the closing quote up to the delimiter is kept: typists write `"a" b`.
        const from = at
        while (at < length && !this.#isEnd(text.charCodeAt(at))) at++
        if (at > from) value += text.slice(from, at)
      } else {
        const from = at
        while (at < length && !this.#isEnd(text.charCodeAt(at))) at++
        value = text.slice(from, at)
      }
      if (at >= length) break
      if (value.length > limits.cell) throw new AppError('TABULAR_QUOTE_OPEN', { facts: { line } })
      cells.push(value)
      if (cells.length > limits.columns)
        throw new AppError('TABULAR_BROKEN', { facts: { reason: `> ${limits.columns}` } })
      const code = text.charCodeAt(at)
      at++
      if (code === this.#delimiter) continue
      if (code === CR) {
        if (at >= length && !isLast) break
        if (text.charCodeAt(at) === LF) at++
      }
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
      line += 1 + breaks
      this.#line = line
      breaks = 0
      cells = []
      start = at
    }
    this.#rest = text.slice(start)
    if (this.#rest.length > 4 * limits.cell || (isLast && this.#rest.trim() !== ''))
      throw new AppError('TABULAR_QUOTE_OPEN', { facts: { line: this.#line } })
    if (isLast) this.#rest = ''
    return rows
  }

  #isEnd(code: number): boolean {
    return code === this.#delimiter || code === LF || code === CR
  }
}

/** Index of the quote that closes the cell, -1 when it is not there (yet). */
function closing(text: string, from: number): number {
  let at = from
  for (;;) {
    at = text.indexOf('"', at)
    if (at < 0) return -1
    // The last character of a piece: a doubled quote may go on in the next one.
    if (at + 1 >= text.length) return -1
    if (text.charCodeAt(at + 1) !== QUOTE) return at
    at += 2
  }
}
