/** The directory of an archive or folder, judged as a whole. */
import { Findings } from '../findings.ts'
import type { Limits } from '../types.ts'
import { acceptName, checkCollisions } from './names.ts'
import type { RawEntry, SourceFile } from './types.ts'

export interface Accepted<T extends RawEntry> {
  readonly root: string | null
  readonly files: Map<string, SourceFile & { readonly entry: T }>
  readonly folders: Set<string>
}

/** Gathers entries one by one, so that a hostile list is left as soon as it is known. */
export class Directory<T extends RawEntry> {
  readonly findings = new Findings()
  private readonly files = new Map<string, T>()
  private readonly folders = new Set<string>()
  private count = 0
  private total = 0
  private readonly limits: Limits
  private readonly isArchive: boolean

  constructor(limits: Limits, isArchive: boolean) {
    this.limits = limits
    this.isArchive = isArchive
  }

  /** @returns false: too much, the rest need not be looked at */
  add(entry: T): boolean {
    if (++this.count > this.limits.entries) {
      this.findings.error('PACKAGE-TOO-MANY', '', 'tooMany', { limit: this.limits.entries })
      return false
    }
    if (entry.name === null) {
      this.findings.error('PACKAGE-NAME-ENCODING', '', 'nameEncoding')
      return true
    }
    const path = acceptName(entry.name, this.isArchive, this.findings)
    if (path === null || (path === '' && entry.kind === 'folder')) return true
    if (entry.kind === 'symlink' || entry.kind === 'hardlink') {
      this.findings.error('PACKAGE-LINK', path, 'link')
      return true
    }
    if (entry.kind === 'device' || entry.kind === 'other' || path === '') {
      this.findings.error('PACKAGE-SPECIAL', path, 'special')
      return true
    }
    if (entry.kind === 'folder') {
      this.folders.add(path)
      return true
    }
    if (this.files.has(path)) this.findings.error('PACKAGE-DUPLICATE', path, 'duplicateEntry')
    this.files.set(path, entry)
    this.total += entry.size
    if (this.total <= this.limits.total) return true
    this.findings.error('PACKAGE-TOO-LARGE', '', 'tooLarge', { limit: this.limits.total })
    return false
  }

  /** @param packed bytes of the archive on disk; 0: nothing is packed */
  finish(packed: number): Accepted<T> {
    if (packed > 0 && this.total > this.limits.bombFrom && this.total / packed > this.limits.ratio)
      this.findings.error('PACKAGE-BOMB', '', 'bomb', { ratio: Math.round(this.total / packed) })
    for (const path of [...this.files.keys(), ...this.folders]) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const folder = path.slice(0, at)
        if (this.files.has(folder)) this.findings.error('PACKAGE-DUPLICATE', folder, 'duplicateEntry')
        if (this.folders.has(folder)) break
        this.folders.add(folder)
      }
      if (this.folders.has(path) && this.files.has(path))
        this.findings.error('PACKAGE-DUPLICATE', path, 'duplicateEntry')
    }
    checkCollisions(new Set([...this.files.keys(), ...this.folders]), this.isArchive, this.findings)
    return this.below(this.isArchive ? this.oneFolder() : null)
  }

  /** The folder that everything lies in. */
  private oneFolder(): string | null {
    const tops = new Set([...this.files.keys(), ...this.folders].map((path) => path.split('/', 1)[0]!))
    const [top] = tops
    return tops.size === 1 && top !== undefined && this.folders.has(top) ? top : null
  }

  private below(root: string | null): Accepted<T> {
    const cut = root === null ? 0 : root.length + 1
    const files = new Map<string, SourceFile & { entry: T }>()
    for (const [path, entry] of this.files)
      files.set(path.slice(cut), { path: path.slice(cut), size: entry.size, entry })
    const folders = new Set([...this.folders].map((path) => path.slice(cut)).filter((path) => path !== ''))
    return { root, files, folders }
  }
}
