/** Names of entries judged before anything is read: what would leave the folder, hide, or not unpack elsewhere. */
import type { Findings } from '../findings.ts'

const WINDOWS = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const LONGEST = 4096
const LONGEST_SEGMENT = 255

/** Whether a path leads out of the folder it is taken from, on any system. */
export function leavesFolder(path: string): boolean {
  return /^[/\\]|^[a-z]:|^~/i.test(path) || path.split(/[/\\]/).includes('..')
}

/** Control characters and marks that turn the direction of writing; neither belongs into a name. */
export const hasControl = (text: string): boolean => CONTROL.test(text)

/** A name of Windows' devices, or one that Windows would cut. */
export const isUnportable = (segment: string): boolean =>
  WINDOWS.test(segment) || /[. ]$/.test(segment) || /[<>:"|?*\\]/.test(segment)

/**
 * Judges one name as an archive or folder gives it.
 * @returns the path with forward slashes, or null when it is refused
 */
export function acceptName(raw: string, isArchive: boolean, findings: Findings): string | null {
  const shown = raw.length > 200 ? `${raw.slice(0, 200)}…` : raw
  const clean = shown.replace(new RegExp(CONTROL, 'gu'), '\ufffd')
  if (/^[/\\]|^[a-z]:[/\\]/i.test(raw)) {
    findings.error('PACKAGE-PATH-ABSOLUTE', clean, 'pathAbsolute')
    return null
  }
  if (raw.split(/[/\\]/).includes('..')) {
    findings.error('PACKAGE-PATH-TRAVERSAL', clean, 'pathTraversal')
    return null
  }
  if (hasControl(raw)) {
    // in a folder the name is there already, and BagIt has a way to list it
    findings.add('PACKAGE-NAME-CONTROL', isArchive ? 'error' : 'warning', clean, 'nameControl')
    if (isArchive) return null
  }
  const path = raw.replace(/^(\.\/)+/, '').replace(/\/$/, '')
  if (path === '' || path === '.') return ''
  const segments = path.split('/')
  if (segments.some((one) => one === '' || one === '.')) {
    findings.error('PACKAGE-PATH-ODD', clean, 'pathOdd')
    return null
  }
  if (Buffer.byteLength(path) > LONGEST || segments.some((one) => Buffer.byteLength(one) > LONGEST_SEGMENT)) {
    findings.error('PACKAGE-NAME-LONG', clean, 'nameLong')
    return null
  }
  if (segments.some(isUnportable)) findings.warning('PACKAGE-NAME-UNPORTABLE', path, 'nameUnportable')
  return path
}

/**
 * Names that fall together on other systems: by case, or by the form of their accents. In an archive one would overwrite the other
 * where it is unpacked; in a folder both are there, and a warning is enough.
 */
export function checkCollisions(paths: Iterable<string>, isArchive: boolean, findings: Findings): void {
  const level = isArchive ? 'error' : 'warning'
  const seen = new Map<string, string>()
  for (const path of paths) {
    const normal = path.normalize('NFC')
    const folded = normal.toLowerCase()
    const other = seen.get(folded)
    if (other === undefined) seen.set(folded, path)
    else if (other.normalize('NFC') === normal)
      findings.add('PACKAGE-NAME-UNICODE', level, path, 'nameUnicode', { other })
    else findings.add('PACKAGE-NAME-CASE', level, path, 'nameCase', { other })
  }
}
