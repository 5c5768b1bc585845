/** The colours of our PDF files as an ICC profile made here: primaries and curve of IEC 61966-2-1, in the form of ICC.1:2001-04. */

const fixed = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(Math.round(value * 65_536))
  return bytes
}
const xyz = (x: number, y: number, z: number): Buffer =>
  Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), fixed(x), fixed(y), fixed(z)])

function curve(points: number): Buffer {
  const bytes = Buffer.alloc(12 + points * 2)
  bytes.write('curv', 0, 'latin1')
  bytes.writeUInt32BE(points, 8)
  for (let i = 0; i < points; i++) {
    const value = i / (points - 1)
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    bytes.writeUInt16BE(Math.round(linear * 65_535), 12 + i * 2)
  }
  return bytes
}

function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, 'latin1')
  const size = Buffer.alloc(4)
  size.writeUInt32BE(ascii.length)
  // no Unicode and no Macintosh name
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), size, ascii, Buffer.alloc(4 + 4 + 2 + 1 + 67)])
}

const text = (words: string): Buffer => Buffer.from(`text\0\0\0\0${words}\0`, 'latin1')

/** Primaries of sRGB adapted to D50. */
function makeProfile(): Buffer {
  const shared = curve(1024)
  const tags: [string, Buffer][] = [
    ['desc', description('sRGB IEC61966-2.1 (Van Kho)')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', shared],
    ['gTRC', shared],
    ['bTRC', shared],
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  const bodies: Buffer[] = []
  const places = new Map<Buffer, number>()
  let offset = 128 + table.length
  tags.forEach(([name, body], i) => {
    const at = places.get(body) ?? offset
    if (!places.has(body)) {
      places.set(body, offset)
      const padded = Buffer.alloc(Math.ceil(body.length / 4) * 4)
      body.copy(padded)
      bodies.push(padded)
      offset += padded.length
    }
    table.write(name, 4 + i * 12, 'latin1')
    table.writeUInt32BE(at, 8 + i * 12)
    table.writeUInt32BE(body.length, 12 + i * 12)
  })
  const head = Buffer.alloc(128)
  head.writeUInt32BE(offset, 0)
  head.writeUInt32BE(0x02400000, 8)
  head.write('mntrRGB XYZ ', 12, 'latin1')
  for (const [i, part] of [2026, 1, 1, 0, 0, 0].entries()) head.writeUInt16BE(part, 24 + i * 2)
  head.write('acsp', 36, 'latin1')
  fixed(0.9642).copy(head, 68)
  fixed(1).copy(head, 72)
  fixed(0.8249).copy(head, 76)
  return Buffer.concat([head, table, ...bodies])
}

let profile: Buffer | null = null

/** The profile's bytes, the same every time. */
export function colourProfile(): Buffer {
  profile ??= makeProfile()
  return profile
}

interface Archival {
  _addColorOutputIntent(): void
  _root: { data: Record<string, unknown> }
  ref(data: Record<string, unknown>): { write(chunk: Buffer): void; end(): void }
}

/** Has pdfkit put our profile into the file instead of the one that it carries (of another's licence). */
export function withOwnProfile(doc: PDFKit.PDFDocument): void {
  const inside = doc as unknown as Archival
  inside._addColorOutputIntent = () => {
    const bytes = colourProfile()
    const stream = inside.ref({ Length: bytes.length, N: 3 })
    stream.write(bytes)
    stream.end()
    const name = new String('sRGB IEC61966-2.1')
    const intent = inside.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      Info: name,
      OutputConditionIdentifier: name,
      DestOutputProfile: stream,
    })
    intent.end()
    inside._root.data['OutputIntents'] = [intent]
  }
}
