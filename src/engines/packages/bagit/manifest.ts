/** Manifests, payload and tag: `manifest-sha256.txt`, `tagmanifest-sha256.txt`, and `fetch.txt`. */
import type { Findings } from '../findings.ts'
import { leavesFolder } from '../source/names.ts'
import { type Declaration, linesOf } from './declaration.ts'

/** Node's name of an algorithm by the name in the manifest's file name, with its length in hexadecimal digits. */
export const ALGORITHMS: Readonly<Record<string, { readonly node: string; readonly digits: number }>> = {
  md5: { node: 'md5', digits: 32 },
  sha1: { node: 'sha1', digits: 40 },
  sha224: { node: 'sha224', digits: 56 },
  sha256: { node: 'sha256', digits: 64 },
  sha384: { node: 'sha384', digits: 96 },
  sha512: { node: 'sha512', digits: 128 },
  sha3224: { node: 'sha3-224', digits: 56 },
  sha3256: { node: 'sha3-256', digits: 64 },
  sha3384: { node: 'sha3-384', digits: 96 },
  sha3512: { node: 'sha3-512', digits: 128 },
}

export interface ManifestName {
  readonly path: string
  readonly isTag: boolean
  readonly algorithm: string
}

/** What a file in the bag's folder is by its name; null: no manifest. */
export function manifestName(path: string): ManifestName | null {
  const found = /^(tag)?manifest-([^/]+)\.txt$/i.exec(path)
  return found
    ? { path, isTag: found[1] !== undefined, algorithm: found[2]!.toLowerCase().replace(/[^a-z0-9]/g, '') }
    : null
}

export interface Manifest extends ManifestName {
  /** Digest by path, lower case. */
  readonly entries: Map<string, string>
}

/** `%0A`, `%0D`, `%25` are the only escapes (RFC 8493 section 2.1.3). */
export const unescapePath = (path: string): string => path.replace(/%(0a|0d|25)/gi, (code) => decodeURIComponent(code))
export const escapePath = (path: string): string =>
  path.replace(/[%\r\n]/g, (one) => encodeURIComponent(one).toUpperCase())

/** The name as it is in the bag: escapes undone, and for old bags, which wrote names as they were, as it stands when that exists. */
function nameIn(written: string, bag: Declaration, exists: (path: string) => boolean): string {
  const meant = unescapePath(written)
  if (meant === written || exists(meant)) return meant
  return !bag.isRfc || exists(written) ? (exists(written) ? written : meant) : meant
}

/**
 * Reads a manifest.
 * @param exists whether the bag has a file of this path
 */
export function readManifest(
  name: ManifestName,
  bytes: Uint8Array,
  bag: Declaration,
  exists: (path: string) => boolean,
  findings: Findings,
): Manifest | null {
  const text = bag.decode(bytes)
  if (text === null) {
    findings.error('BAGIT-TAG-ENCODING', name.path, 'bagTagEncoding')
    return null
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) findings.warning('BAGIT-BOM', name.path, 'bagBom')
  const digits = ALGORITHMS[name.algorithm]!.digits
  const entries = new Map<string, string>()
  for (const [i, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue
    const found = /^([0-9a-f]+)[ \t]+(\*?)(.+)$/i.exec(line)
    if (!found || found[1]!.length !== digits) {
      findings.error('BAGIT-MANIFEST-LINE', name.path, 'bagManifestLine', { line: i + 1 })
      continue
    }
    let written = found[3]!
    if (found[2] === '*') {
      if (exists(`*${written}`)) written = `*${written}`
      else findings.warning('BAGIT-ASTERISK', name.path, 'bagAsterisk')
    }
    if (written.startsWith('./')) {
      findings.warning('BAGIT-DOT-SLASH', name.path, 'bagDotSlash')
      written = written.replace(/^(\.\/)+/, '')
    }
    if (leavesFolder(written)) {
      findings.error('BAGIT-PATH-SCOPE', name.path, 'bagPathScope', { file: written })
      continue
    }
    const path = nameIn(written, bag, exists)
    const digest = found[1]!.toLowerCase()
    if (!isInPlace(name, path)) {
      findings.error(name.isTag ? 'BAGIT-TAGMANIFEST-ENTRY' : 'BAGIT-PATH-NOT-PAYLOAD', name.path, 'bagPathPlace', {
        file: path,
      })
      continue
    }
    const known = entries.get(path)
    if (known !== undefined) {
      const level = bag.isRfc || known !== digest ? 'error' : 'warning'
      findings.add('BAGIT-MANIFEST-DUPLICATE', level, name.path, 'bagDuplicate', { file: path })
    }
    entries.set(path, digest)
  }
  warnOfLookalikes(name.path, entries.keys(), findings)
  return { ...name, entries }
}

/** Payload manifests list what lies in `data/`; tag manifests what does not, and no tag manifest. */
const isInPlace = (name: ManifestName, path: string): boolean =>
  name.isTag ? !path.startsWith('data/') && !manifestName(path)?.isTag : path.startsWith('data/')

/** Names that fall together when accents or case are written another way. */
function warnOfLookalikes(path: string, names: Iterable<string>, findings: Findings): void {
  const seen = new Map<string, string>()
  for (const name of names) {
    const folded = name.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other === undefined) seen.set(folded, name)
    else findings.warning('BAGIT-LOOKALIKE', path, 'bagLookalike', { file: name, other })
  }
}

export interface Fetch {
  readonly path: string
  readonly length: number | null
}

/** Reads `fetch.txt`: what is still to be brought. Nothing is fetched from here. */
export function readFetch(
  text: string,
  bag: Declaration,
  exists: (path: string) => boolean,
  findings: Findings,
): Fetch[] {
  const out: Fetch[] = []
  for (const [i, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue
    const found = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line)
    if (!found || !/^[a-z][a-z0-9+.-]*:/i.test(found[1]!)) {
      findings.error('BAGIT-FETCH-LINE', 'fetch.txt', 'bagFetchLine', { line: i + 1 })
      continue
    }
    const written = found[3]!.replace(/^(\.\/)+/, '')
    if (leavesFolder(written)) {
      findings.error('BAGIT-PATH-SCOPE', 'fetch.txt', 'bagPathScope', { file: written })
      continue
    }
    const path = nameIn(written, bag, exists)
    if (!path.startsWith('data/')) {
      // RFC 8493 2.2.3: payload only; earlier drafts in use were looser
      findings.add('BAGIT-FETCH-NOT-PAYLOAD', bag.isRfc ? 'error' : 'warning', 'fetch.txt', 'bagPathPlace', {
        file: path,
      })
      continue
    }
    out.push({ path, length: found[2] === '-' ? null : Number(found[2]) })
  }
  return out
}
