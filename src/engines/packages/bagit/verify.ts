/** A bag judged: complete and valid after the version of BagIt that it names (0.93 to 0.97, RFC 8493 as 1.0). */
import type { Findings } from '../findings.ts'
import { each } from '../hash.ts'
import { EntryError, type PackageSource } from '../source/index.ts'
import type { Limits } from '../types.ts'
import { type Declaration, readDeclaration } from './declaration.ts'
import { checkInfo, readInfo } from './info.ts'
import { ALGORITHMS, type Fetch, type Manifest, manifestName, readFetch, readManifest } from './manifest.ts'

/** Files that systems leave behind in folders; in a manifest they make bags break when a system tidies up. */
const LITTER = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|\.Spotlight-V100|\.Trashes)$/i

export interface BagVerdict {
  readonly version: string | null
  readonly decided: boolean
}

/** Judges a bag. */
export async function verifyBag(source: PackageSource, limits: Limits, findings: Findings): Promise<BagVerdict> {
  if (source.kind !== 'folder' && source.root === null) findings.error('BAGIT-SERIALIZATION', '', 'bagSerialization')
  if (!source.files.has('bagit.txt')) {
    findings.error('BAGIT-DECLARATION-MISSING', 'bagit.txt', 'fileMissing')
    return { version: null, decided: true }
  }
  const read = async (path: string): Promise<Buffer | null> => {
    try {
      return await source.read(path, limits.text)
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      findings.error(error.ruleId, path, 'entryBroken', { reason: error.message })
      return null
    }
  }
  const head = await read('bagit.txt')
  const bag = head === null ? null : readDeclaration(head, findings)
  if (bag === null || bag === 'undecided') return { version: null, decided: bag === null }
  const exists = (path: string) => source.files.has(path)
  const manifests: Manifest[] = []
  let isDecided = true
  for (const path of source.files.keys()) {
    const name = manifestName(path)
    if (!name) continue
    if (!ALGORITHMS[name.algorithm]) {
      findings.warning('BAGIT-ALGORITHM', path, 'bagAlgorithm', { algorithm: name.algorithm })
      if (!name.isTag) isDecided = false
      continue
    }
    const bytes = await read(path)
    const manifest = bytes === null ? null : readManifest(name, bytes, bag, exists, findings)
    if (manifest) manifests.push(manifest)
  }
  const payload = manifests.filter((one) => !one.isTag)
  const tags = manifests.filter((one) => one.isTag)
  if (payload.length > 0) isDecided = true
  else if (isDecided) findings.error('BAGIT-MANIFEST-MISSING', '', 'bagManifestMissing')
  if (!source.folders.has('data')) findings.error('BAGIT-PAYLOAD-MISSING', 'data', 'folderMissing')
  const fetchBytes = exists('fetch.txt') ? await read('fetch.txt') : null
  const fetchText = fetchBytes === null ? '' : bag.decode(fetchBytes)
  if (fetchText === null) findings.error('BAGIT-TAG-ENCODING', 'fetch.txt', 'bagTagEncoding')
  const fetches = readFetch(fetchText ?? '', bag, exists, findings)
  checkCompleteness(source, bag, payload, tags, fetches, findings)
  await checkInfoFile(source, bag, fetches, read, findings)
  await checkDigests(source, manifests, findings)
  return { version: bag.version, decided: isDecided }
}

function checkCompleteness(
  source: PackageSource,
  bag: Declaration,
  payload: readonly Manifest[],
  tags: readonly Manifest[],
  fetches: readonly Fetch[],
  findings: Findings,
): void {
  const pending = new Map(fetches.map((one) => [one.path, one]))
  for (const { path, length } of fetches) {
    const there = source.files.get(path)
    if (there && length !== null && there.size !== length)
      findings.error('BAGIT-FETCH-LENGTH', path, 'bagFetchLength', { length, found: there.size })
    if (payload.some((one) => !one.entries.has(path)))
      findings.add('BAGIT-FETCH-UNLISTED', bag.isRfc ? 'error' : 'warning', path, 'bagFetchUnlisted')
  }
  const names = [...source.files.keys()]
  const inData = names.filter((path) => path.startsWith('data/'))
  const normal = new Map(names.map((path) => [path.normalize('NFC'), path]))
  const listed = new Set(payload.flatMap((one) => [...one.entries.keys()]))
  for (const manifest of [...payload, ...tags])
    for (const path of [...manifest.entries.keys()]) {
      if (source.files.has(path)) continue
      const twin = normal.get(path.normalize('NFC'))
      if (twin !== undefined && !manifest.entries.has(twin)) {
        // the same name with its accents written another way: some systems rewrite names
        findings.warning('BAGIT-NORMALIZATION', twin, 'bagNormalization', { manifest: manifest.path })
        manifest.entries.set(twin, manifest.entries.get(path)!)
        manifest.entries.delete(path)
        listed.add(twin)
      } else if (twin !== undefined) {
        findings.warning('BAGIT-NORMALIZATION', twin, 'bagNormalization', { manifest: manifest.path })
        manifest.entries.delete(path)
      } else if (pending.has(path)) findings.error('BAGIT-FETCH-PENDING', path, 'bagFetchPending')
      else findings.error('BAGIT-FILE-MISSING', path, 'bagFileMissing', { manifest: manifest.path })
    }
  for (const path of inData) {
    if (payload.length > 0 && !payload.some((one) => one.entries.has(path)))
      findings.error('BAGIT-FILE-UNLISTED', path, 'bagFileUnlisted')
    else if (bag.isRfc)
      // RFC 8493 2.1.3: every payload manifest lists every payload file
      for (const one of payload)
        if (!one.entries.has(path))
          findings.error('BAGIT-MANIFESTS-DIFFER', path, 'bagManifestsDiffer', { manifest: one.path })
    if (LITTER.test(path) && listed.has(path)) findings.warning('BAGIT-SYSTEM-FILE', path, 'bagSystemFile')
  }
  for (const tag of tags)
    if (bag.isRfc)
      for (const one of payload)
        if (!tag.entries.has(one.path))
          findings.error('BAGIT-TAGMANIFEST-INCOMPLETE', tag.path, 'bagTagManifest', { file: one.path })
  const sets = new Set(tags.map((one) => [...one.entries.keys()].sort().join('\n')))
  if (sets.size > 1) findings.warning('BAGIT-TAGMANIFESTS-DIFFER', tags[0]!.path, 'bagTagManifestsDiffer')
}

async function checkInfoFile(
  source: PackageSource,
  bag: Declaration,
  fetches: readonly Fetch[],
  read: (path: string) => Promise<Buffer | null>,
  findings: Findings,
): Promise<void> {
  const path = ['bag-info.txt', 'package-info.txt'].find((name) => source.files.has(name))
  if (path === undefined) return
  const bytes = await read(path)
  if (bytes === null) return
  const text = bag.decode(bytes)
  if (text === null) {
    findings.error('BAGIT-TAG-ENCODING', path, 'bagTagEncoding')
    return
  }
  let size = 0
  let files = 0
  for (const file of source.files.values())
    if (file.path.startsWith('data/')) {
      files++
      size += file.size
    }
  const isPending = fetches.some((one) => !source.files.has(one.path))
  checkInfo(path, readInfo(path, text, findings), { bytes: size, files }, bag.isRfc, isPending, findings)
}

async function checkDigests(source: PackageSource, manifests: readonly Manifest[], findings: Findings): Promise<void> {
  const wanted = new Map<string, Map<string, string>>()
  for (const { algorithm, entries } of manifests)
    for (const [path, digest] of entries) {
      if (!source.files.has(path)) continue
      const of = wanted.get(path) ?? new Map<string, string>()
      wanted.set(path, of.set(algorithm, digest))
    }
  await each(wanted, async ([path, digests]) => {
    try {
      const found = await source.digest(
        path,
        [...digests.keys()].map((name) => ALGORITHMS[name]!.node),
      )
      for (const [algorithm, digest] of digests)
        if (found.hex[ALGORITHMS[algorithm]!.node] !== digest)
          findings.error('BAGIT-CHECKSUM', path, 'checksum', { algorithm })
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      findings.error(error.ruleId, path, 'entryBroken', { reason: error.message })
    }
  })
}
