import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backupNow, recordBackup, treeRoots } from '#modules/operations/index.ts'
import { restoreBackup } from '#platform/backup/index.ts'
import { openStore } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'
import { settleRestore } from './settle.ts'
import { stopSignal } from './stop-signal.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')) as {
  version: string
}

const steps = {
  database: { vi: 'Cơ sở dữ liệu', en: 'Database' },
  files: { vi: 'Tệp văn bản', en: 'Documents' },
  check: { vi: 'Kiểm tra bản sao lưu', en: 'Checking the backup' },
  write: { vi: 'Ghi', en: 'Writing' },
  recover: { vi: 'Phục hồi cơ sở dữ liệu', en: 'Recovering the database' },
  compare: { vi: 'Đối chiếu với bản kê', en: 'Comparing with the manifest' },
} as const

/** Lines on standard error: at a change of the step, then at most one a second. */
function teller(lang: 'vi' | 'en') {
  let last = ''
  let at = 0
  return (step: keyof typeof steps, done: number, total: number | null): void => {
    const now = performance.now()
    if (step === last && now - at < 1000 && done !== total) return
    if (step === last && done === 0) return
    last = step
    at = now
    const figures = done === 0 && total === null ? '…' : total === null ? `${done}` : `${done}/${total}`
    console.error(`${steps[step][lang]}: ${figures}`)
  }
}

/** The refusal as JSON, beside its sentence on standard error. */
function refused(error: unknown, o: Options): ExitCode {
  if (!(error instanceof AppError)) throw error
  const findings = (error as { findings?: unknown }).findings
  if (o.json)
    print(true, { ok: false, code: error.code, message: sentence(error.code, o.lang, error.facts), findings }, () => [])
  const code = report(error, o.lang)
  const isNotGood = ['BACKUP_DAMAGED', 'BACKUP_UNLIKE', 'BACKUP_RECOVERY', 'BACKUP_CANCELLED'].includes(error.code)
  return isNotGood ? 1 : code
}

/** `vankho backup OUT`: 0 good, 1 some documents are damaged in the store itself, 2 it could not be made. */
export async function backup(out: string, o: Options): Promise<ExitCode> {
  const signal = stopSignal(new AppError('BACKUP_CANCELLED'))
  const { open } = await import('./with-kernel.ts')
  const opened = await open()
  try {
    const keep = typeof o['keep'] === 'string' ? Number(o['keep']) : null
    if (keep !== null && !(Number.isInteger(keep) && keep >= 1)) {
      console.error('--keep: số nguyên từ 1 | a whole number from 1')
      return 2
    }
    const { kernel, config } = opened
    const taken = await backupNow({
      config,
      blobs: kernel.ports.blobs,
      out: resolve(out),
      keep,
      product: version,
      now: () => kernel.ports.clock.now(),
      signal,
      progress: teller(o.lang),
    })
    await recordBackup(kernel, taken)
    print(o.json, taken, () => lines(taken, o.lang))
    return taken.ok ? 0 : 1
  } catch (error) {
    return refused(error, o)
  } finally {
    await opened.database.close()
  }
}

function lines(taken: Awaited<ReturnType<typeof backupNow>>, lang: 'vi' | 'en'): string[] {
  const mb = (taken.bytes / 1024 / 1024).toFixed(1)
  const { files } = taken
  return lang === 'vi'
    ? [
        `Đã sao lưu: ${taken.path}`,
        `  ${taken.parts} phần, ${taken.rows} dòng dữ liệu, ${files.count} tệp (${files.copied} tệp mới), ${mb} MB`,
        ...(files.damaged > 0
          ? [`  CHÚ Ý: ${files.damaged} tệp đã hỏng ngay trong kho, không sao lưu được; xem màn hình Hệ thống.`]
          : []),
        '  Bản sao lưu có mọi văn bản và khóa của hệ thống: cất nơi khóa, trên ổ đĩa khác máy chủ.',
      ]
    : [
        `Backed up: ${taken.path}`,
        `  ${taken.parts} parts, ${taken.rows} rows, ${files.count} documents (${files.copied} new), ${mb} MB`,
        ...(files.damaged > 0
          ? [`  ATTENTION: ${files.damaged} documents were damaged in the store itself and are not in it; see Health.`]
          : []),
        '  It holds every document and the system’s keys: keep it locked away, on another disk.',
      ]
}

/** `vankho restore IN`: into the data folder VANKHO_HOME, which must be empty. */
export async function restore(from: string, o: Options): Promise<ExitCode> {
  const signal = stopSignal(new AppError('BACKUP_CANCELLED'))
  const wish = o['until']
  const until = typeof wish === 'string' ? parseInstant(wish) : null
  if (until === 'unclear') {
    console.error(
      '--until: ngày giờ có múi, ví dụ 2026-11-27T09:30:00+07:00 | an instant with its zone, for example 2026-11-27T09:30:00+07:00',
    )
    return 2
  }
  const config = loadConfig()
  let undo: () => Promise<void> = async () => {}
  try {
    const store = await openStore(config)
    // A store that cannot be reached is told before anything is written.
    if (config.objectStore) await store.probe()
    const done = await restoreBackup({
      from: resolve(from),
      home: config.home,
      store,
      ownerUrl: config.database.ownerUrl,
      until,
      skipDamagedFiles: o['skipDamagedFiles'] === true,
      roots: treeRoots,
      signal,
      progress: teller(o.lang),
    })
    undo = done.undo
    const settled = await settle(config, done)
    await done.finish()
    const { undo: _undo, finish: _finish, ...told } = done
    const result = {
      ...told,
      ...settled,
      home: config.home,
      ok: settled.missing.length === 0 && told.findings.length === 0,
    }
    print(o.json, result, () =>
      o.lang === 'vi'
        ? [
            `Đã khôi phục bản ${told.name} vào ${config.home}, đến ${told.until}.`,
            `  ${told.files.count} tệp, ${told.organizations} cơ quan; nhật ký và số dòng khớp với bản kê.`,
            `  ${settled.books} sổ đang ở trạng thái “đối chiếu”: văn thư vào màn hình Sổ, nhập số cuối cùng thấy trên giấy để mở lại.`,
            ...(settled.missing.length > 0 ? [`  CHÚ Ý: thiếu ${settled.missing.length} tệp văn bản.`] : []),
            `  Khóa đã ký bản sao lưu: ${told.key} (so với khóa trong tệp dấu niêm phong giữ ngoài máy).`,
          ]
        : [
            `Restored ${told.name} into ${config.home}, up to ${told.until}.`,
            `  ${told.files.count} documents, ${told.organizations} organisations; audit and row counts agree with the manifest.`,
            `  ${settled.books} register books are being reconciled: the registry confirms the last number seen on paper.`,
            ...(settled.missing.length > 0 ? [`  ATTENTION: ${settled.missing.length} documents are missing.`] : []),
            `  Key that signed the backup: ${told.key} (compare with the heads kept outside the machine).`,
          ],
    )
    return result.ok ? 0 : 1
  } catch (error) {
    await undo()
    return refused(error, o)
  }
}

/** Books locked, the fact written, the audit told; the folder is not usable before this is done. */
async function settle(
  config: ReturnType<typeof loadConfig>,
  done: { name: string; until: string },
): Promise<{ books: number; missing: string[] }> {
  const { open } = await import('./with-kernel.ts')
  const opened = await open({ ...config, log: 'error' })
  try {
    return await settleRestore(opened.kernel, { name: done.name, until: done.until })
  } finally {
    await opened.database.close()
  }
}

function parseInstant(text: string): Date | 'unclear' {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return 'unclear'
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? 'unclear' : at
}
