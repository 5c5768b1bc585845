/** Writes small compound files ([MS-CFB] version 3) for tests; apart from the reader. */

const END = 0xfffffffe
const FREE = 0xffffffff

/** @param streams path -> content; one level of folders */
export function ole2(streams: Readonly<Record<string, Buffer>>): Buffer {
  type Row = { name: string; kind: number; children: number[]; start: number; size: number }
  const rows: Row[] = [{ name: 'Root Entry', kind: 5, children: [], start: END, size: 0 }]
  const mini: Buffer[] = []
  const miniTable: number[] = []
  const sectors: Buffer[] = []
  const table: number[] = []
  const put = (bytes: Buffer): number => {
    const first = sectors.length
    const count = Math.max(1, Math.ceil(bytes.length / 512))
    for (let i = 0; i < count; i++) {
      const sector = Buffer.alloc(512)
      bytes.copy(sector, 0, i * 512, (i + 1) * 512)
      sectors.push(sector)
      table.push(i + 1 < count ? first + i + 1 : END)
    }
    return first
  }
  for (const [path, content] of Object.entries(streams)) {
    const parts = path.split('/')
    let parent = 0
    if (parts.length > 1) {
      parent = rows.findIndex((row) => row.kind === 1 && row.name === parts[0])
      if (parent < 0) {
        parent = rows.push({ name: parts[0]!, kind: 1, children: [], start: 0, size: 0 }) - 1
        rows[0]!.children.push(parent)
      }
    }
    let start = END
    if (content.length >= 4096) start = put(content)
    else if (content.length > 0) {
      start = mini.length
      const count = Math.ceil(content.length / 64)
      for (let i = 0; i < count; i++) {
        const piece = Buffer.alloc(64)
        content.copy(piece, 0, i * 64, (i + 1) * 64)
        mini.push(piece)
        miniTable.push(i + 1 < count ? start + i + 1 : END)
      }
    }
    rows[parent]!.children.push(
      rows.push({ name: parts.at(-1)!, kind: 2, children: [], start, size: content.length }) - 1,
    )
  }
  rows[0]!.size = mini.length * 64
  if (mini.length > 0) rows[0]!.start = put(Buffer.concat(mini))
  const numbers = (all: readonly number[], length: number): Buffer => {
    const bytes = Buffer.alloc(length, 0xff)
    for (const [i, one] of all.entries()) bytes.writeUInt32LE(one, i * 4)
    return bytes
  }
  const miniTableAt = miniTable.length > 0 ? put(numbers(miniTable, Math.ceil(miniTable.length / 128) * 512)) : END
  const directory = Buffer.alloc(Math.ceil(rows.length / 4) * 512)
  for (const [i, row] of rows.entries()) {
    const at = i * 128
    directory.write(row.name, at, 'utf16le')
    directory.writeUInt16LE((row.name.length + 1) * 2, at + 64)
    directory[at + 66] = row.kind
    const siblings = rows.find((other) => other.children.includes(i))?.children ?? []
    directory.writeUInt32LE(FREE, at + 68)
    directory.writeUInt32LE(siblings[siblings.indexOf(i) + 1] ?? FREE, at + 72)
    directory.writeUInt32LE(row.children[0] ?? FREE, at + 76)
    directory.writeUInt32LE(row.start, at + 116)
    directory.writeUInt32LE(row.size, at + 120)
  }
  const directoryAt = put(directory)
  const header = Buffer.alloc(512)
  header.write('d0cf11e0a1b11ae1', 0, 'hex')
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(directoryAt, 48)
  header.writeUInt32LE(4096, 56)
  header.writeUInt32LE(miniTableAt, 60)
  header.writeUInt32LE(miniTable.length > 0 ? 1 : 0, 64)
  header.writeUInt32LE(END, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(sectors.length, 76)
  if (sectors.length > 120) throw new Error('too large for one sector of table')
  table.push(0xfffffffd)
  sectors.push(numbers(table, 512))
  return Buffer.concat([header, ...sectors])
}

/** What old Office writes into `\x01CompObj`: class, then the names. */
export function compObj(className: string): Buffer {
  const text = (words: string): Buffer => {
    const bytes = Buffer.from(`${words}\0`, 'latin1')
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  return Buffer.concat([
    Buffer.from('0100feff030a0000ffffffff', 'hex'),
    Buffer.alloc(16, 7),
    text('Invented Document Kind'),
    text('Biff'),
    text(className),
    Buffer.alloc(16),
  ])
}
