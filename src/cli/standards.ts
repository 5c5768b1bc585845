import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { loadConfig } from '#platform/config/index.ts'
import { AppError } from '#platform/errors/index.ts'
import {
  type Installation,
  installStandard,
  LARGEST_STANDARD,
  listStandards,
  STANDARDS,
} from '#platform/standards/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'

const OUTCOMES = {
  vi: {
    installed: 'đã cài',
    replaced: 'đã thay bản {before}',
    unchanged: 'đã có sẵn',
    older: 'cũ hơn bản đang có ({before}), giữ bản đang có',
  },
  en: {
    installed: 'installed',
    replaced: 'in place of {before}',
    unchanged: 'was there already',
    older: 'older than the one that is there ({before}), which stays',
  },
} as const

/**
 * `vankho standards install FILE…`: each file is told by its content and kept; what is refused is named, the others are taken all the
 * same. 0 all taken, 2 one was refused or could not be read.
 */
export async function install(files: readonly string[], o: CommonOptions): Promise<ExitCode> {
  const { home } = loadConfig()
  const done: (Pick<Installation, 'kind' | 'title' | 'version' | 'outcome' | 'before'> & { path: string })[] = []
  let worst: ExitCode = 0
  for (const path of files)
    try {
      const { kind, title, version, outcome, before } = await installStandard(home, basename(path), await read(path))
      done.push({ path, kind, title, version, outcome, before })
    } catch (error) {
      const code = report(error, o.lang)
      if (code > worst) worst = code
    }
  print(o.json, done, () =>
    done.map((one) => {
      const words = OUTCOMES[o.lang][one.outcome].replace('{before}', one.before ?? '–')
      return `${one.path}: ${named(one)} – ${words}`
    }),
  )
  return worst
}

/** `vankho standards list`: what is installed, and what is not. */
export async function list(o: CommonOptions): Promise<ExitCode> {
  try {
    const found = await listStandards(loadConfig().home)
    print(o.json, found, () =>
      STANDARDS.map(({ kind, title }) => {
        const one = found.find((each) => each.kind === kind)
        return one ? `+ ${named(one)}` : `– ${title}: ${o.lang === 'vi' ? 'chưa cài' : 'not installed'}`
      }),
    )
    return 0
  } catch (error) {
    return report(error, o.lang)
  }
}

const named = (one: { title: string; version: string | null }): string =>
  one.version === null ? one.title : `${one.title} (${one.version})`

/** A huge file is not read before it is refused; what is no file is named. */
async function read(path: string): Promise<Buffer> {
  const found = await stat(path)
  if (!found.isFile()) throw Object.assign(new Error(path), { code: 'EISDIR', path })
  if (found.size > LARGEST_STANDARD)
    throw new AppError('STANDARDS_TOO_LARGE', { facts: { name: basename(path), limit: LARGEST_STANDARD >> 20 } })
  return readFile(path)
}
