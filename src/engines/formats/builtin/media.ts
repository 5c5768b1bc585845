/** Pictures, sound and film, by the marks that their specifications give. */
import type { RawFormat, RawSignature } from '../signatures/raw.ts'
import { anywhere, end, format, start } from './write.ts'

/** JFIF 1.x: application segment 0 with the version and a unit of 0 to 2. */
const jfif = (puid: string, version: string, minor: string): RawFormat =>
  format(puid, 'JPEG (JFIF)', 'image/jpeg', 'jpg jpeg jpe jif jfif jfi', {
    version,
    over: ['fmt/41'],
    by: [[start(`FFD8FFE0 {2} 'JFIF' 00 01${minor} [00:02]`), end('FFD9', 65_536)]],
  })

/** Exif: application segment 1; tag 0x9000 holds the version, in either order of bytes. */
const exif = (puid: string, version: string, digits: string): RawFormat =>
  format(puid, 'JPEG (Exif)', 'image/jpeg', 'jpg jpeg', {
    version,
    over: ['fmt/41'],
    by: [
      [start(`FFD8FFE1 {2} 'Exif' 0000 'MM' 002A * 9000 0007 00000004 ${digits}`), end('FFD9', 131_072)],
      [start(`FFD8FFE1 {2} 'Exif' 0000 'II' 2A00 * 0090 0700 04000000 ${digits}`), end('FFD9', 131_072)],
    ],
  })

/** PNG 1.1 and 1.2 are told by the chunks that they brought. */
const png = (puid: string, version: string, over: readonly string[], chunks: readonly string[]): RawFormat => {
  const head = "89 'PNG' 0D0A1A0A 0000000D 'IHDR'"
  const last = "00000000 'IEND' AE426082"
  const by: RawSignature[] =
    chunks.length === 0
      ? [[start(head), end(last, 4)]]
      : chunks.map((chunk) => [start(`${head} * '${chunk}'`), end(last)])
  return format(puid, 'PNG', 'image/png', 'png', { version, over, by })
}

/** Identifiers of the Advanced Systems Format. */
const ASF = '3026B2758E66CF11A6D900AA0062CE6C {12} 0102'
const STREAM = '9107DCB7B7A9CF118EE600C00C205365 {8}'

/** Four or more frames of MPEG audio layer 3, one after the other. */
const FRAME = '(FFFB | FFF3 | FFFA | FFF2) [10:EB]'
const frames = (count: number) => [FRAME, ...Array.from({ length: count - 1 }, () => `{46-1439} ${FRAME}`)].join(' ')

/** Frames of AAC in ADTS: sync word, layer 0, and the next frames within the longest that one can be. */
const ADTS_FRAME = 'FF (F0 | F1 | F8 | F9) [40:BF]'
const ADTS = `${ADTS_FRAME} {4-8188} ${ADTS_FRAME} {4-8188} ${ADTS_FRAME}`

const MOVIE = "'moov' {0-4096} ('cmov' | 'mvhd' | 'rmra')"

export const mediaFormats: readonly RawFormat[] = [
  format('fmt/41', 'JPEG', 'image/jpeg', 'jpg jpeg jpe jif jfif jfi', { by: [[start('FFD8FF'), end('FFD9', 65_536)]] }),
  jfif('fmt/42', '1.00', '00'),
  jfif('fmt/43', '1.01', '01'),
  jfif('fmt/44', '1.02', '02'),
  exif('x-fmt/398', '2.0', "'0200'"),
  exif('x-fmt/390', '2.1', "'0210'"),
  exif('x-fmt/391', '2.2', "'0220'"),
  exif('fmt/645', '2.21', "'0221'"),
  exif('fmt/1507', '2.3.x', "'023' [30:39]"),
  format('fmt/3', 'GIF', 'image/gif', 'gif', { version: '87a', by: [[start("'GIF87a'"), end('3B', 4)]] }),
  format('fmt/4', 'GIF', 'image/gif', 'gif', { version: '89a', by: [[start("'GIF89a'"), end('3B', 4)]] }),
  format('fmt/353', 'TIFF', 'image/tiff', 'tif tiff', {
    over: ['fmt/134'],
    by: [[start("'II' 2A00")], [start("'MM' 002A")]],
  }),
  png('fmt/11', '1.0', [], []),
  png('fmt/12', '1.1', ['fmt/11'], ['iCCP', 'sPLT', 'sRGB']),
  png('fmt/13', '1.2', ['fmt/11', 'fmt/12'], ['iTXt']),
  format('x-fmt/385', 'MPEG-1 program stream', 'video/mpeg', 'mpg mpeg', {
    by: [[start('000001BA [20:2F] {7-11} 000001BB')]],
  }),
  format('x-fmt/386', 'MPEG-2 program stream', 'video/mpeg', 'mpg mpeg', {
    over: ['x-fmt/385'],
    by: [[start('000001BA [40:7F] {7-11} 000001BB {8-65536} 000001B3 {8-136} 000001B5')]],
  }),
  format('fmt/5', 'AVI', 'video/x-msvideo', 'avi', { by: [[start("'RIFF' {4} 'AVI '")]] }),
  format('fmt/131', 'Advanced Systems Format', 'application/vnd.ms-asf', 'asf', { by: [[start(ASF)]] }),
  format('fmt/132', 'Windows Media Audio', 'audio/x-ms-wma', 'wma asf', {
    over: ['fmt/131'],
    by: [[start(ASF), anywhere(`${STREAM} 409E69F84D5BCF11A8FD00805F5C442B {38} (6101 | 6201 | 6301)`)]],
  }),
  format('fmt/133', 'Windows Media Video', 'video/x-ms-wmv', 'wmv asf', {
    over: ['fmt/131', 'fmt/132'],
    by: [[start(ASF), anywhere(`${STREAM} C0EF19BC4D5BCF11A8FD00805F5C442B {65} 'WMV' [31:33]`)]],
  }),
  format('x-fmt/384', 'QuickTime', 'video/quicktime', 'mov qtm', {
    by: [
      [start("'ftypqt  '", 8, 4)],
      [start(MOVIE, 8, 4)],
      [start(`('mdat' | 'cmov' | 'pnot' | 'skip') * ${MOVIE}`, 8, 4)],
    ],
  }),
  format('fmt/199', 'MPEG-4', 'application/mp4', 'mp4 m4v m4a f4v f4a', {
    over: ['x-fmt/384'],
    by: [[start("'ftyp' {0-64} ('iso2' | 'isom' | 'mp41' | 'mp42') * 'moov'", 4, 4)]],
  }),
  format('fmt/134', 'MP3 (MPEG 1/2 audio layer 3)', 'audio/mpeg', 'mp3', {
    by: [[start("'ID3'"), end(frames(7), 1795, 47)], [start(frames(11), 1795)]],
  }),
  format('fmt/1812', 'AAC (ADTS)', 'audio/aac', 'aac adts', { over: ['fmt/134'], by: [[start(ADTS)]] }),
]
