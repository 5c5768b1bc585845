import { copyStore, diskStore, folderOf, openStore } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'
import { stopSignal } from './stop-signal.ts'

/**
 * `vankho files upload | download`: between the folder of the installation and the object store of its settings. Runs beside a working
 * system; broken off, the next run goes on. 0 all there, 1 some are damaged and were not copied.
 */
export async function copyFiles(way: 'upload' | 'download', o: CommonOptions): Promise<ExitCode> {
  const config = loadConfig()
  if (!config.objectStore) {
    console.error('VANKHO_S3_ENDPOINT: chưa đặt, không có kho đối tượng | not set: there is no object store')
    return 2
  }
  const [folder, bucket] = [diskStore(folderOf(config.home)), await openStore(config)]
  const [from, to] = way === 'upload' ? [folder, bucket] : [bucket, folder]
  let at = 0
  try {
    await bucket.probe()
    const found = await copyStore(from, to, stopSignal(new AppError('FILES_STOPPED')), ({ looked, copied }) => {
      if (performance.now() - at < 1000) return
      at = performance.now()
      console.error(o.lang === 'vi' ? `Đã xem ${looked}, đã chép ${copied}` : `${looked} looked at, ${copied} copied`)
    })
    const mb = (found.bytes / 1024 / 1024).toFixed(1)
    print(o.json, { ...found, ok: found.damaged.length === 0 }, () =>
      o.lang === 'vi'
        ? [
            `Đã xem ${found.looked} tệp, chép ${found.copied} tệp (${mb} MB).`,
            ...found.damaged.map((sha256) => `  HỎNG, không chép: ${sha256}`),
          ]
        : [
            `${found.looked} files looked at, ${found.copied} copied (${mb} MB).`,
            ...found.damaged.map((sha256) => `  DAMAGED, not copied: ${sha256}`),
          ],
    )
    return found.damaged.length === 0 ? 0 : 1
  } catch (error) {
    return report(error, o.lang)
  }
}
