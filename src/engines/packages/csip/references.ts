/** Every file that the METS files name is there and is what they promise; every file that is there is named. */
import type { Facts } from '#platform/errors/index.ts'
import { each } from '../hash.ts'
import { contradicts, isMime } from '../mime.ts'
import { EntryError } from '../source/index.ts'
import { leavesFolder } from '../source/names.ts'
import type { MetsContext, Reference } from './context.ts'
import { CHECKSUM } from './requirements.ts'
import { decodeSafely } from './struct-map.ts'

/** How addresses are read: by the standard from the METS' own folder; others' packages also from the package's. */
export interface Resolution {
  readonly fromPackage: boolean
}

/**
 * Path in the package of an address in a METS; null: it is none, or leads out of the package.
 * @returns `isOdd` when only the tolerant reading finds the file
 */
export function resolveHref(mets: MetsContext, href: string, how: Resolution): { path: string; isOdd: boolean } | null {
  const bare = href.replace(/^file:(\/\/)?(?!\/)/i, '').replace(/^(\.\/)+/, '')
  const readings = [...new Set([decodeSafely(bare), bare])]
  for (const [base, isOdd] of [[mets.base, false], ...(how.fromPackage ? [['', true] as const] : [])] as const)
    for (const one of readings) {
      const path = normal(`${base}${one}`)
      if (path !== null && mets.source.files.has(path)) return { path, isOdd: isOdd && mets.base !== '' }
    }
  return null
}

/** A path without `..`; null when it leads out. */
function normal(path: string): string | null {
  if (leavesFolder(path.replace(/\.\.\//g, ''))) return null
  const out: string[] = []
  for (const segment of path.split('/'))
    if (segment === '..') {
      if (out.pop() === undefined) return null
    } else if (segment !== '.' && segment !== '') out.push(segment)
  return out.join('/')
}

/**
 * Holds all references of all METS files against the package.
 * @returns paths that are named
 */
export async function checkReferences(files: readonly MetsContext[], how: Resolution): Promise<Set<string>> {
  const named = new Set<string>()
  const byPath = new Map<string, { mets: MetsContext; reference: Reference }[]>()
  for (const mets of files)
    for (const reference of mets.references) {
      const found = resolveHref(mets, reference.href, how)
      if (found === null) {
        mets.fault(reference.rules.href, 'hrefMissing', { href: reference.href, what: mets.path })
        continue
      }
      if (found.isOdd) mets.fault('CSIP79-BASE', 'hrefBase', { href: reference.href })
      named.add(found.path)
      byPath.set(found.path, [...(byPath.get(found.path) ?? []), { mets, reference }])
      checkPlain(mets, reference, found.path)
    }
  await each(byPath, async ([path, promises]) => {
    const wanted = new Set<string>()
    for (const { reference } of promises) {
      const algorithm = reference.checksumType === null ? null : CHECKSUM[reference.checksumType]
      if (reference.checksum !== null && algorithm) wanted.add(algorithm)
    }
    if (wanted.size === 0) return
    const { mets } = promises[0]!
    try {
      const digest = await mets.source.digest(path, [...wanted])
      for (const one of promises) compare(one.mets, one.reference, path, digest.hex)
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      mets.fault(error.ruleId, 'entryBroken', { reason: error.message }, path)
    }
  })
  return named
}

function compare(mets: MetsContext, reference: Reference, path: string, hex: Readonly<Record<string, string>>): void {
  const algorithm = reference.checksumType === null ? null : CHECKSUM[reference.checksumType]
  if (!algorithm || reference.checksum === null) return
  const facts: Facts = { algorithm: reference.checksumType, what: mets.path }
  if (hex[algorithm] !== reference.checksum.toLowerCase()) mets.fault(reference.rules.checksum, 'checksum', facts, path)
}

function checkPlain(mets: MetsContext, reference: Reference, path: string): void {
  const size = mets.source.files.get(path)!.size
  if (reference.size !== null && Number(reference.size) !== size)
    mets.fault(reference.rules.size, 'sizeDiffers', { found: size, expected: reference.size, what: mets.path }, path)
  if (reference.mime === null) return
  if (!isMime(reference.mime))
    mets.fault(reference.rules.mime, 'mimeForm', { found: reference.mime, what: mets.path }, path)
  else if (contradicts(path, reference.mime))
    mets.fault(reference.rules.mime, 'mimeDiffers', { found: reference.mime, what: mets.path }, path)
}

/** Files that no METS names: the requirement by the place where they lie. */
export function checkUnreferenced(
  root: MetsContext,
  files: readonly MetsContext[],
  named: ReadonlySet<string>,
  ownRule?: string,
): string[] {
  const left: string[] = []
  for (const path of root.source.files.keys()) {
    if (named.has(path) || path === 'METS.xml') continue
    // a representation's METS is named by the pointer of the structural map, if not as a file
    const owner = files.findLast((one) => path.startsWith(one.base)) ?? root
    if (files.some((one) => one.path === path)) continue
    left.push(path)
    const inside = path.slice(owner.base.length)
    const rule = inside.startsWith('schemas/')
      ? 'CSIP113'
      : inside.startsWith('documentation/')
        ? 'CSIP60'
        : inside.startsWith('metadata/descriptive/')
          ? 'CSIP17'
          : inside.startsWith('metadata/')
            ? 'CSIP32'
            : 'CSIP58'
    owner.fault(ownRule ?? rule, 'fileUnreferenced', { what: owner.path }, path)
  }
  return left
}
