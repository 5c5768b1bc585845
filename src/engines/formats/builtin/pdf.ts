/** PDF by its header and its last line (ISO 32000-1, 7.5.2 and 7.5.5), PDF/A by its metadata (ISO 19005, pdfaid schema). */
import type { RawFormat } from '../signatures/raw.ts'
import { anywhere, end, format, start } from './write.ts'

const PLAIN: readonly [puid: string, version: string][] = [
  ['fmt/14', '1.0'],
  ['fmt/15', '1.1'],
  ['fmt/16', '1.2'],
  ['fmt/17', '1.3'],
  ['fmt/18', '1.4'],
  ['fmt/19', '1.5'],
  ['fmt/20', '1.6'],
  ['fmt/276', '1.7'],
  ['fmt/1129', '2.0'],
]

const ARCHIVAL: readonly [puid: string, part: string, conformance: string][] = [
  ['fmt/95', '1', 'A'],
  ['fmt/354', '1', 'B'],
  ['fmt/476', '2', 'A'],
  ['fmt/477', '2', 'B'],
  ['fmt/478', '2', 'U'],
  ['fmt/479', '3', 'A'],
  ['fmt/480', '3', 'B'],
  ['fmt/481', '3', 'U'],
]

/** XMP writes a property as an attribute or as an element. */
const property = (name: string, value: string) => anywhere(`'pdfaid:${name}' ('="' | 3D27 | '>') '${value}'`)

export const pdfFormats: readonly RawFormat[] = [
  ...PLAIN.map(([puid, version]) =>
    format(puid, `PDF ${version}`, 'application/pdf', 'pdf', {
      version,
      over: ['fmt/134'],
      by: [[start(`'%PDF-${version}'`), end("'%%EOF'", 1024)]],
    }),
  ),
  ...ARCHIVAL.map(([puid, part, conformance]) =>
    format(puid, 'PDF/A', 'application/pdf', 'pdf', {
      version: `${part}${conformance.toLowerCase()}`,
      over: [...PLAIN.map(([plain]) => plain), 'fmt/134'],
      by: [
        [
          start("'%PDF-1.' [30:37]"),
          anywhere("'http://www.aiim.org/pdfa/ns/id'"),
          property('part', part),
          property('conformance', conformance),
        ],
      ],
    }),
  ),
]
