import { open } from 'node:fs/promises'
import { type Identification, identify, type SignatureSet } from '#engines/formats/index.ts'
import { fileSource, signatureSet } from '#modules/preservation/standards.ts'
import { loadConfig } from '#platform/config/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'

type Options = CommonOptions & { signatures?: string }

/** One answer of the contract; an unknown format is an answer too. */
interface Told {
  path: string
  puid: string | null
  name: string | null
  version: string | null
  mime: string | null
  method: Identification['method']
  warning: string | null
}

/**
 * `vankho identify FILE…`: by the installed PRONOM files, by those of `--signatures DIR`, or by the built-in table. 0 done, 2 one of
 * the files could not be read; the others are told all the same.
 */
export async function identifyFiles(paths: readonly string[], o: Options): Promise<ExitCode> {
  let set: SignatureSet
  try {
    set = await signatureSet(loadConfig().home, o.signatures)
  } catch (error) {
    return report(error, o.lang)
  }
  const told: Told[] = []
  let worst: ExitCode = 0
  for (const path of paths)
    try {
      const { puid, name, version, mime, method, warnings } = await identifyFile(path, set)
      const warning = warnings.map((one) => one[o.lang]).join(' ') || null
      told.push({ path, puid, name, version, mime, method, warning })
    } catch (error) {
      const code = report(error, o.lang)
      if (code > worst) worst = code
    }
  print(o.json, told, () => told.map((one) => line(one, o.lang)))
  return worst
}

async function identifyFile(path: string, set: SignatureSet): Promise<Identification> {
  const handle = await open(path, 'r')
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw Object.assign(new Error(path), { code: 'EISDIR', path })
    return await identify(fileSource(handle, found.size), path, set)
  } finally {
    await handle.close()
  }
}

const METHODS = {
  vi: { container: 'theo nội dung bên trong', signature: 'theo chữ ký byte', extension: 'theo phần mở rộng', none: '' },
  en: { container: 'by its content', signature: 'by signature', extension: 'by extension', none: '' },
} as const

function line(one: Told, lang: 'vi' | 'en'): string {
  const what = one.puid
    ? `${one.puid} ${[one.name, one.version].filter(Boolean).join(' ')} (${METHODS[lang][one.method]})`
    : lang === 'vi'
      ? 'chưa rõ'
      : 'unknown'
  return `${one.path}: ${what}${one.warning ? `\n  ! ${one.warning}` : ''}`
}
