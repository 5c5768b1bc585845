/** Media types by extension: the circular's table (TT 05/2025, handbook 8.9 [A2]) and the parts that packages themselves bring. */

const CIRCULAR: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  rtf: 'application/rtf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  htm: 'text/html',
  html: 'text/html',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  odp: 'application/vnd.oasis.opendocument.presentation',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  png: 'image/png',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  mp4: 'video/mp4',
  avi: 'video/x-msvideo',
  wmv: 'video/x-ms-wmv',
  mov: 'video/quicktime',
  qt: 'video/quicktime',
  mp3: 'audio/mpeg',
  wma: 'audio/x-ms-wma',
  aac: 'audio/aac',
}

const OTHERS: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  xsd: 'application/xml',
  json: 'application/json',
  wav: 'audio/wav',
  zip: 'application/zip',
}

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Media type of a file by its name; `application/octet-stream` when nothing is known of it. */
export function mimeOf(path: string): string {
  const extension = extensionOf(path)
  return CIRCULAR[extension] ?? OTHERS[extension] ?? 'application/octet-stream'
}

/** Extension, with its dot, of a media type that the circular lists; null for others. */
export function extensionFor(mime: string): string | null {
  const found = Object.entries(CIRCULAR).find(([, type]) => type === mime)
  return found ? `.${found[0]}` : null
}

/** Whether the circular lists the format of a file by this name. */
export const isListedFormat = (path: string): boolean => extensionOf(path) in CIRCULAR

/** Types that mean the same and are both in use. */
const SAME: readonly (readonly string[])[] = [
  ['application/xml', 'text/xml', 'text/xsd', 'application/xsd+xml', 'application/xml-schema'],
  ['application/rtf', 'text/rtf'],
  ['video/mpeg', 'video/mp4'],
  ['video/x-msvideo', 'video/avi', 'video/vnd.avi'],
  ['audio/wav', 'audio/x-wav', 'audio/vnd.wave'],
  ['audio/mpeg', 'audio/mp3'],
]

/** Whether a declared type contradicts what the name of the file says; unknown extensions and the general type never do. */
export function contradicts(path: string, declared: string): boolean {
  const expected = mimeOf(path)
  const given = declared.split(';')[0]!.trim().toLowerCase()
  if (expected === 'application/octet-stream' || given === 'application/octet-stream' || given === expected)
    return false
  return !SAME.some((set) => set.includes(expected) && set.includes(given))
}

/** type/subtype as RFC 6838 writes it. */
export const isMime = (value: string): boolean => /^[a-z0-9][\w.+!#$&^-]*\/[a-z0-9][\w.+!#$&^-]*(\s*;.*)?$/i.test(value)
