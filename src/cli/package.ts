import { readFile } from 'node:fs/promises'
import { buildPackage, findingMessage, type Profile, verifyPackage } from '#engines/packages/index.ts'
import { installedSchemas } from '#modules/preservation/standards.ts'
import { systemClock } from '#platform/clock/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>

/** `vankho package verify PATH`: 0 valid · 1 invalid · 2 unreadable · 3 cannot be decided */
export async function verify(path: string, o: Options): Promise<ExitCode> {
  try {
    const found = await verifyPackage(path, {
      profile: (o['profile'] ?? 'auto') as Profile | 'auto',
      schemas: await installedSchemas(loadConfig().home),
    })
    const findings = found.findings.map((one) => ({
      ruleId: one.ruleId,
      level: one.level,
      path: one.path,
      message: findingMessage(one, o.lang),
    }))
    print(o.json, { profile: found.profile, valid: found.valid, findings }, () => [
      headline(found.profile, found.version, found.valid, found.decided, o.lang),
      ...findings.map(
        (one) => `${MARK[o.lang][one.level]} [${one.ruleId}] ${one.path === '' ? '' : `${one.path}: `}${one.message}`,
      ),
    ])
    return found.decided ? (found.valid ? 0 : 1) : 3
  } catch (error) {
    return report(error, o.lang)
  }
}

const MARK = {
  vi: { error: 'LỖI', warning: 'Lưu ý', info: 'Ghi chú' },
  en: { error: 'ERROR', warning: 'Warning', info: 'Note' },
} as const

function headline(
  profile: Profile | null,
  version: string | null,
  isValid: boolean,
  isDecided: boolean,
  lang: 'vi' | 'en',
) {
  const verdict =
    lang === 'vi'
      ? isDecided
        ? isValid
          ? 'HỢP LỆ'
          : 'KHÔNG HỢP LỆ'
        : 'CHƯA KẾT LUẬN ĐƯỢC'
      : isDecided
        ? isValid
          ? 'VALID'
          : 'NOT VALID'
        : 'CANNOT BE DECIDED'
  const name = profile === null ? '–' : version === null ? profile : `${profile} (${version})`
  return `${name}: ${verdict}`
}

/** `vankho package build --profile … --metadata FILE --files DIR -o OUT` */
export async function build(o: Options): Promise<ExitCode> {
  try {
    const { hasSchemas, ...made } = await buildPackage({
      profile: o['profile'] as Profile,
      metadata: await readJson(String(o['metadata'])),
      files: String(o['files']),
      out: String(o['out']),
      now: systemClock.now(),
      software: { name: 'Văn Khố', version: await ownVersion() },
      schemas: await installedSchemas(loadConfig().home),
    })
    if (!hasSchemas)
      console.error(
        o.lang === 'vi'
          ? 'Lưu ý: chưa cài lược đồ METS (vankho standards install), gói không mang theo lược đồ chuẩn.'
          : 'Warning: no METS schema is installed (vankho standards install), the package carries none.',
      )
    print(o.json, made, () =>
      o.lang === 'vi'
        ? [
            `Đã đóng gói ${made.objectId}: ${made.path}`,
            `${made.files} tệp, ${made.bytes} byte`,
            `SHA-256 ${made.sha256}`,
          ]
        : [
            `Packed ${made.objectId}: ${made.path}`,
            `${made.files} files, ${made.bytes} bytes`,
            `SHA-256 ${made.sha256}`,
          ],
    )
    return 0
  } catch (error) {
    return report(error, o.lang)
  }
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new AppError('PACKAGE_METADATA_UNREADABLE', { facts: { reason: (error as Error).message } })
  }
}

async function ownVersion(): Promise<string> {
  return JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version as string
}
