import { resolve } from 'node:path'
import { findingMessage } from '#engines/packages/index.ts'
import { checkOffline, copyOffline, noteCheck, rebuild } from '#modules/preservation/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'
import { stopSignal } from './stop-signal.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>

/** `vankho preservation copy --to DIR --label … --place …`: 0 all good, 1 a copy is not what it should be. */
export async function copy(o: Options): Promise<ExitCode> {
  const { withKernel } = await import('./with-kernel.ts')
  let at = 0
  try {
    return await withKernel(async ({ kernel }) => {
      const made = await copyOffline(kernel, {
        to: resolve(String(o['to'])),
        label: String(o['label']),
        place: String(o['place']),
        signal: stopSignal(new AppError('PRESERVATION_STOPPED')),
        tell(done, total) {
          if (performance.now() - at < 1000) return
          at = performance.now()
          console.error(`${done}/${total}`)
        },
      })
      const isGood = made.every((one) => one.isGood)
      print(o.json, { ok: isGood, copies: made.map(({ findings: _, ...one }) => one) }, () =>
        made.length === 0
          ? [o.lang === 'vi' ? 'Chưa có gói bảo quản nào để chép.' : 'There are no packages to copy yet.']
          : made.flatMap((one) => [
              o.lang === 'vi'
                ? `${one.organization}: ${one.packages} gói, ${one.isGood ? 'đã kiểm tra, tốt' : 'KHÔNG TỐT'}: ${one.path}`
                : `${one.organization}: ${one.packages} packages, ${one.isGood ? 'verified, good' : 'NOT GOOD'}: ${one.path}`,
              ...one.findings.map(
                (finding) => `  [${finding.ruleId}] ${finding.path} ${findingMessage(finding, o.lang)}`,
              ),
            ]),
      )
      return isGood ? 0 : 1
    })
  } catch (error) {
    return report(error, o.lang)
  }
}

/** `vankho preservation check DIR`: 0 good, 1 not good, 2 no copy. Needs no installation, but for `--note`. */
export async function check(folder: string, o: Options): Promise<ExitCode> {
  try {
    const checked = await checkOffline(resolve(folder))
    const { valid, findings } = checked.report
    let isNoted: boolean | null = null
    if (o['note']) {
      const { withKernel } = await import('./with-kernel.ts')
      isNoted = await withKernel(({ kernel }) => noteCheck(kernel, checked))
    }
    const said = findings.map((one) => ({ ruleId: one.ruleId, path: one.path, message: findingMessage(one, o.lang) }))
    print(
      o.json,
      { ok: valid, label: checked.label, packages: checked.packages, noted: isNoted, findings: said },
      () => [
        o.lang === 'vi'
          ? `“${checked.label}”, ${checked.packages} gói: ${valid ? 'TỐT' : 'KHÔNG TỐT'}`
          : `“${checked.label}”, ${checked.packages} packages: ${valid ? 'GOOD' : 'NOT GOOD'}`,
        ...said.map((one) => `  [${one.ruleId}] ${one.path} ${one.message}`),
        ...(isNoted === false
          ? [o.lang === 'vi' ? 'Bản sao này không phải của hệ thống này.' : 'This copy is none of this installation’s.']
          : []),
      ],
    )
    return valid ? 0 : 1
  } catch (error) {
    return report(error, o.lang)
  }
}

/** `vankho preservation rebuild --from DIR|store`: 0 all taken, 1 some packages were not what they should be. */
export async function rebuildArchive(o: Options): Promise<ExitCode> {
  const { withKernel } = await import('./with-kernel.ts')
  const from = String(o['from'])
  let at = 0
  try {
    return await withKernel(async ({ kernel }) => {
      const found = await rebuild(kernel, {
        from: from === 'store' ? from : resolve(from),
        isUnlistedTaken: Boolean(o['unlisted']),
        signal: stopSignal(new AppError('PRESERVATION_STOPPED')),
        tell(done, total) {
          if (performance.now() - at < 1000) return
          at = performance.now()
          console.error(`${done}/${total}`)
        },
      })
      const isWhole = found.invalid.length + found.foreign.length + found.unlisted.length + found.failed.length === 0
      print(o.json, { ok: isWhole, ...found }, () => [
        o.lang === 'vi'
          ? `Đã đọc ${found.packages} gói (bỏ qua ${found.older} bản cũ): dựng lại ${found.units} đơn vị mô tả, ${found.authorities} hồ sơ chủ thể, ${found.documents} văn bản.`
          : `${found.packages} packages read (${found.older} older versions left aside): ${found.units} units, ${found.authorities} authority records, ${found.documents} documents rebuilt.`,
        ...found.invalid.map((name) => (o.lang === 'vi' ? `  KHÔNG HỢP LỆ: ${name}` : `  NOT VALID: ${name}`)),
        ...found.foreign.map((name) =>
          o.lang === 'vi' ? `  Cơ quan không có ở đây: ${name}` : `  Of an organisation that is not here: ${name}`,
        ),
        ...found.failed.map((words) => (o.lang === 'vi' ? `  KHÔNG NHẬN ĐƯỢC: ${words}` : `  NOT TAKEN IN: ${words}`)),
        ...(found.unlisted.length > 0
          ? [
              o.lang === 'vi'
                ? `  ${found.unlisted.length} tệp giống gói bảo quản nhưng không có trong sổ gói nên không nhận (người tải tệp lên có thể giả). Nếu chính sổ gói đã mất: dùng bản sao ngoại tuyến, hoặc chạy lại với --unlisted.`
                : `  ${found.unlisted.length} files look like packages but no register names them, so they were left aside (whoever uploads a file could forge one). Where the register itself is lost: use an offline copy, or run again with --unlisted.`,
            ]
          : []),
      ])
      return isWhole ? 0 : 1
    })
  } catch (error) {
    return report(error, o.lang)
  }
}
