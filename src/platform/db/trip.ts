import pg from 'pg'
import { serialize } from 'pg-protocol'

/** A statement on its way to the database. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Called with the rows, the number of rows changed and the command's name, when the statement has been carried out. */
  readonly done: (rows: Record<string, unknown>[], affected: number, command: string) => void
  /** Called when this statement or one before it in the same trip failed: then this one was not carried out. */
  readonly failed: (error: Error) => void
}

type Read = (text: string) => unknown
interface Column {
  readonly name: string
  readonly read: Read
}
/** A statement that this connection's server knows by name, with the columns of its answer. */
interface Prepared {
  readonly name: string
  columns: readonly Column[] | null
}

/** How columns of a type are read: as the application wants them, not as the driver has them. */
const readers: ReadonlyMap<number, Read> = new Map<number, Read>([
  [20, toSafeNumber], // int8
  [1082, (text) => text], // date stays 'YYYY-MM-DD'
  [1184, (text) => new Date(text)], // timestamptz
])
/** How text of a type is read. @param type the type's number in the server */
export const readerOf = (type: number): Read => readers.get(type) ?? (pg.types.getTypeParser(type, 'text') as Read)

function toSafeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} does not fit a number`)
  return value
}

/** Statements known by name, by connection. They are gone with the connection. */
const known = new WeakMap<object, Map<string, Prepared>>()
const MOST_KNOWN = 800
let named = 0

/**
 * One trip to the server: statements that travel in one packet, are carried out in order, and are answered in one. Each
 * is parsed once a connection and described once. When one fails, the server skips all that come after it in the trip –
 * a commit, too. (The driver by itself waits for every answer before it sends the next statement; on a machine with few
 * cores that waiting, not the work, is what an action costs.)
 */
export class Trip implements pg.Submittable {
  readonly #statements: readonly Statement[]
  readonly #prepared: (Prepared | null)[] = []
  readonly #values: (string | Buffer | null)[][]
  readonly #memory: Map<string, Prepared>
  #at = 0
  #columns: readonly Column[] = []
  #rows: Record<string, unknown>[] = []
  #fault: Error | null = null
  /** Statements from here on were made known by this very trip. */
  readonly #fresh = new Set<number>()

  readonly #over: () => void

  /** @param over called when the next trip may be sent · @throws Error when a value cannot be written; nothing has been sent then */
  constructor(connection: object, statements: readonly Statement[], over: () => void) {
    this.#over = over
    this.#statements = statements
    this.#values = statements.map((one) => one.values.map(written))
    this.#memory = known.get(connection) ?? new Map()
    known.set(connection, this.#memory)
  }

  submit(connection: pg.Connection): null {
    const packet: Buffer[] = []
    for (const [i, { text }] of this.#statements.entries()) {
      let prepared = this.#memory.get(text) ?? null
      if (!prepared) {
        const isKept = this.#memory.size < MOST_KNOWN
        prepared = { name: isKept ? `s${++named}` : '', columns: null }
        if (isKept) {
          this.#memory.set(text, prepared)
          this.#fresh.add(i)
        }
        packet.push(serialize.parse({ name: prepared.name, text }))
      }
      this.#prepared[i] = prepared
      packet.push(serialize.bind({ statement: prepared.name, values: this.#values[i]! }))
      if (prepared.columns === null) packet.push(serialize.describe({ type: 'P' }))
      packet.push(serialize.execute())
    }
    packet.push(serialize.sync())
    connection.stream.write(Buffer.concat(packet))
    this.#begin()
    return null
  }

  #begin(): void {
    this.#columns = this.#prepared[this.#at]?.columns ?? []
    this.#rows = []
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map((field) => ({ name: field.name, read: readerOf(field.dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    try {
      const row: Record<string, unknown> = {}
      for (let i = 0; i < fields.length; i++) {
        const { name, read } = this.#columns[i]!
        const text = fields[i]!
        row[name] = text === null ? null : read(text)
      }
      this.#rows.push(row)
    } catch (error) {
      this.#fault ??= error as Error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const statement = this.#statements[this.#at]!
    this.#prepared[this.#at]!.columns ??= this.#columns
    const rows = this.#rows
    const fault = this.#fault
    this.#fault = null
    this.#at++
    this.#begin()
    if (fault) statement.failed(fault)
    else statement.done(rows, Number(/\d+$/.exec(text)?.[0] ?? 0), text)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: Error): void {
    const from = this.#at
    this.#at = this.#statements.length
    // Whether the server still learnt the name of the statement that failed is not told: it gets another one next time.
    for (const i of this.#fresh) if (i >= from) this.#memory.delete(this.#statements[i]!.text)
    for (const statement of this.#statements.slice(from)) statement.failed(error)
    // The driver has put this trip aside and tells it nothing more; what is sent next waits until the server is ready.
    this.#over()
  }

  handleReadyForQuery(): void {
    this.#over()
  }
}

/** A value as the server reads it. */
function written(value: unknown): string | Buffer | null {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value)
    case 'undefined':
      return null
    default:
      break
  }
  if (value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  return JSON.stringify(value)
}

/** An element of an array, in PostgreSQL's writing of arrays. */
function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  const text = written(value)!
  const plain = Buffer.isBuffer(text) ? `\\x${text.toString('hex')}` : text
  return `"${plain.replace(/[\\"]/g, '\\$&')}"`
}
