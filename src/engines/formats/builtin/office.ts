/** Office files: what lies inside a ZIP (ECMA-376, OpenDocument) or an OLE2 compound file ([MS-CFB]). */
import type { RawContainer, RawFormat } from '../signatures/raw.ts'
import { end, format, inside, start } from './write.ts'

const OOXML: readonly [puid: string, name: string, version: string, extensions: string, mime: string, main: string][] =
  (() => {
    const open = 'application/vnd.openxmlformats-officedocument.'
    return [
      [
        'fmt/412',
        'Word',
        '2007 onwards',
        'docx',
        `${open}wordprocessingml.document`,
        `${open}wordprocessingml.document`,
      ],
      ['fmt/214', 'Excel', '2007 onwards', 'xlsx', `${open}spreadsheetml.sheet`, `${open}spreadsheetml.sheet`],
      [
        'fmt/215',
        'PowerPoint',
        '2007 onwards',
        'pptx',
        `${open}presentationml.presentation`,
        `${open}presentationml.presentation`,
      ],
      [
        'fmt/523',
        'Word with macros',
        '2007 onwards',
        'docm',
        'application/vnd.ms-word.document.macroEnabled.12',
        'application/vnd.ms-word.document.macroEnabled',
      ],
      [
        'fmt/445',
        'Excel with macros',
        '2007 onwards',
        'xlsm',
        'application/vnd.ms-excel.sheet.macroEnabled.12',
        'application/vnd.ms-excel.sheet.macroEnabled',
      ],
      [
        'fmt/487',
        'PowerPoint with macros',
        '2007 onwards',
        'pptm',
        'application/vnd.ms-powerpoint.presentation.macroEnabled.12',
        'application/vnd.ms-powerpoint.presentation.macroEnabled',
      ],
    ]
  })()

const ODF: readonly [kind: string, extension: string, puids: Readonly<Record<string, string>>][] = [
  ['text', 'odt', { '1.0': 'fmt/136', '1.1': 'fmt/290', '1.2': 'fmt/291', '1.3': 'fmt/1756', '1.4': 'fmt/2044' }],
  [
    'spreadsheet',
    'ods',
    { '1.0': 'fmt/137', '1.1': 'fmt/294', '1.2': 'fmt/295', '1.3': 'fmt/1755', '1.4': 'fmt/2045' },
  ],
  [
    'presentation',
    'odp',
    { '1.0': 'fmt/138', '1.1': 'fmt/292', '1.2': 'fmt/293', '1.3': 'fmt/1754', '1.4': 'fmt/2046' },
  ],
]

const words = (puids: Readonly<Record<string, string>>) => Object.entries(puids)
/** A document that names no version is of 1.1 (so PRONOM has it). */
const DEFAULT = '1.1'

export const officeFormats: readonly RawFormat[] = [
  format('x-fmt/263', 'ZIP', 'application/zip', 'zip', {
    by: [[start('504B0304', 4), end('504B0506', 65_557, 18)], [start('504B0506 0000')]],
  }),
  format('fmt/111', 'OLE2 compound file', null, '', { by: [[start('D0CF11E0A1B11AE1')]] }),
  format('fmt/483', 'EPUB', 'application/epub+zip', 'epub'),
  ...OOXML.map(([puid, name, version, extensions, mime]) =>
    format(puid, `Microsoft ${name}`, mime, extensions, { version }),
  ),
  ...ODF.flatMap(([kind, extension, puids]) =>
    words(puids).map(([version, puid]) =>
      format(puid, `OpenDocument ${kind}`, `application/vnd.oasis.opendocument.${kind}`, extension, {
        version,
        over: version === DEFAULT ? [] : [puids[DEFAULT]!],
      }),
    ),
  ),
  format('fmt/39', 'Microsoft Word', 'application/msword', 'doc', { version: '6.0/95', over: ['fmt/609'] }),
  format('fmt/40', 'Microsoft Word', 'application/msword', 'doc', { version: '97-2003', over: ['fmt/609'] }),
  format('fmt/754', 'Microsoft Word, protected by a password', 'application/msword', 'doc', {
    version: '97-2003',
    over: ['fmt/40', 'fmt/609'],
  }),
  format('fmt/609', 'Microsoft Word', 'application/msword', 'doc', { version: '6.0-2003' }),
  format('fmt/59', 'Microsoft Excel', 'application/vnd.ms-excel', 'xls xlw', { version: '5/95' }),
  format('fmt/61', 'Microsoft Excel', 'application/vnd.ms-excel', 'xls xlw', { version: '97-2003', over: ['fmt/59'] }),
  format('fmt/126', 'Microsoft PowerPoint', 'application/vnd.ms-powerpoint', 'ppt', { version: '97-2003' }),
  format('x-fmt/430', 'Outlook message', 'application/vnd.ms-outlook', 'msg oft', { version: '97-2003' }),
  format('fmt/494', 'Microsoft Office, encrypted', null, 'docx xlsx pptx', { version: '2007 onwards' }),
]

const CLASS_NAME = (name: string) => start(`10 00 00 00 '${name}' 00`, 1024, 40)

export const officeContainers: readonly RawContainer[] = [
  inside('ZIP', 'fmt/483', { mimetype: start("'application/epub+zip'") }),
  ...OOXML.map(([puid, , , , , main]) =>
    inside('ZIP', puid, { '[Content_Types].xml': start(`'ContentType="${main}.main+xml"'`, 200_000) }),
  ),
  ...ODF.flatMap(([kind, , puids]) =>
    words(puids).map(([version, puid]) => {
      const root = "'office:document-content'"
      return inside('ZIP', puid, {
        'META-INF/manifest.xml': start(`'manifest:media-type="application/vnd.oasis.opendocument.${kind}'`, 4096),
        'content.xml': start(
          version === DEFAULT ? root : `${root} * 'office:version=' (22 | 27) '${version}' (22 | 27)`,
          1024,
        ),
      })
    }),
  ),
  inside('OLE2', 'fmt/609', { WordDocument: null }),
  inside('OLE2', 'fmt/39', {
    WordDocument: null,
    CompObj: start("10 00 00 00 'Word.Document.' [36:37] 00", 1024, 40),
  }),
  inside('OLE2', 'fmt/40', { WordDocument: null, CompObj: CLASS_NAME('Word.Document.8') }),
  // Bit 8 of the flags of the file information block: the text is encrypted ([MS-DOC] 2.5.2).
  inside('OLE2', 'fmt/754', { WordDocument: start('[&01]', 11, 11), CompObj: CLASS_NAME('Word.Document.8') }),
  // The first record of a workbook says its version ([MS-XLS] 2.4.21): 0x0600 and 0x0500.
  ...['Workbook', 'Book'].map((path) => inside('OLE2', 'fmt/61', { [path]: start('0908 {0-4} 0006 0500') })),
  inside('OLE2', 'fmt/59', { Book: start('0908 {0-4} 0005 0500') }),
  inside('OLE2', 'fmt/126', { 'PowerPoint Document': null }),
  inside('OLE2', 'x-fmt/430', { '__properties_version1.0': null, '__nameid_version1.0': null }),
  inside('OLE2', 'fmt/494', { EncryptedPackage: null }),
]
