/** A package in a tar (ustar, pax, GNU long names): headers are read once, data by place. */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#platform/errors/index.ts'
import '../errors.ts'
import { digestOf } from '../hash.ts'
import type { Limits } from '../types.ts'
import { Directory } from './entries.ts'
import { BLOCK, parseHeader, parsePax, type TarHeader } from './tar-header.ts'
import { EntryError, type PackageSource, type RawEntry } from './types.ts'
import { range } from './zip.ts'

const MAX_EXTENSION = 1024 * 1024

interface TarEntry extends RawEntry {
  readonly at: number
}

/** Opens a tar. @throws AppError PACKAGE_UNREADABLE */
export async function openTar(path: string, limits: Limits): Promise<PackageSource> {
  const file = await open(path, 'r')
  try {
    return await read(path, file, limits)
  } catch (error) {
    await file.close()
    throw error
  }
}

const KINDS: Readonly<Record<string, RawEntry['kind']>> = {
  '0': 'file',
  '': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'folder',
  '6': 'device',
}

async function read(path: string, file: FileHandle, limits: Limits): Promise<PackageSource> {
  const { size } = await file.stat()
  const broken = (reason: string) => new AppError('PACKAGE_UNREADABLE', { facts: { name: basename(path), reason } })
  const directory = new Directory<TarEntry>(limits, true)
  const buffer = Buffer.allocUnsafe(BLOCK)
  let pax: Record<string, string> = {}
  let longName: string | null = null
  let at = 0
  let zeros = 0
  while (at + BLOCK <= size && zeros < 2) {
    await file.read(buffer, 0, BLOCK, at)
    const header = parseHeader(buffer)
    if (header === 'broken') throw broken(`header at byte ${at}`)
    at += BLOCK
    if (header === 'end') {
      zeros++
      continue
    }
    zeros = 0
    const isExtension = 'xgLK'.includes(header.type) && header.type !== ''
    const paxSize = isExtension ? undefined : pax['size']
    const length = paxSize === undefined ? header.size : Number(paxSize)
    if (!Number.isSafeInteger(length) || length < 0) throw broken(`size at byte ${at - BLOCK}`)
    const padded = Math.ceil(length / BLOCK) * BLOCK
    if (isExtension) {
      if (length > MAX_EXTENSION || at + length > size) throw broken(`extension at byte ${at - BLOCK}`)
      const content = Buffer.allocUnsafe(length)
      await file.read(content, 0, length, at)
      const text = decode(content)
      if (header.type === 'x') {
        const found = text === null ? null : parsePax(content)
        if (found === null) throw broken(`pax header at byte ${at - BLOCK}`)
        pax = found
      }
      // a NUL ends a GNU long name; targets of links (K) do not matter, links are refused
      if (header.type === 'L') longName = text === null ? null : text.replace(/\0.*$/s, '')
      at += padded
      continue
    }
    const name = pax['path'] ?? longName ?? header.name
    const isFile = KINDS[header.type] === 'file'
    if (isFile && at + length > size) {
      directory.findings.error('PACKAGE-ENTRY-BROKEN', name ?? '', 'entryBroken', { reason: 'the archive ends early' })
      break
    }
    const kind = isFile && name?.endsWith('/') ? 'folder' : (KINDS[header.type] ?? 'other')
    const isSparse = Object.keys(pax).some((key) => key.startsWith('GNU.sparse'))
    const goesOn = directory.add({ name, kind: isSparse ? 'other' : kind, size: isFile ? length : 0, at })
    if (!goesOn) break
    pax = {}
    longName = null
    at += isFile || header.type === '' ? padded : hasData(header) ? padded : 0
  }
  if (at === 0) throw broken('empty')
  const { root, files, folders } = directory.finish(size)
  const entryOf = (name: string) => {
    const known = files.get(name)
    if (!known) throw new EntryError('PACKAGE-ENTRY-BROKEN', `no ${name}`)
    return known.entry
  }
  return {
    kind: 'tar',
    name: basename(path),
    root,
    files,
    folders,
    findings: directory.findings.all(),
    read: async (name, limit) => {
      const entry = entryOf(name)
      if (entry.size > limit) throw new EntryError('PACKAGE-ENTRY-LARGE', `${entry.size} bytes`)
      const parts: Buffer[] = []
      for await (const chunk of range(file, entry.at, entry.size)) parts.push(chunk)
      return Buffer.concat(parts)
    },
    digest: (name, algorithms) => {
      const entry = entryOf(name)
      return digestOf(range(file, entry.at, entry.size, true), algorithms)
    },
    close: () => file.close(),
  }
}

/** Links, folders and devices have no data, whatever their size says; what we do not know may have. */
const hasData = (header: TarHeader): boolean => !'123456'.includes(header.type)

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
