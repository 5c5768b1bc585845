/**
 * `./upgrade`: over an older installation. Stop, back up with the old version, switch, migrate, start. Whatever fails, the old
 * version is put back; the migration itself is done as a whole or has changed nothing.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  bringRelease,
  bundle,
  defaultRoot,
  folderName,
  inUse,
  type Place,
  placeAt,
  pointTo,
  Refusal,
  type Release,
  releaseOf,
  runScript,
} from './layout.ts'
import { commandText, isOurService, isServiceActive, must, stopProcesses, UNIT, unitText } from './service.ts'

const HELP = `./upgrade [--to ${defaultRoot}] [--backup THƯ-MỤC | --skip-backup]

  --to           nơi đã cài | where it is installed
  --backup       nơi sao lưu trước khi nâng cấp (mặc định: backups trong thư mục cài đặt) | where to back up first
  --skip-backup  đã tự sao lưu rồi | a backup has been made otherwise`

/** 1.10.0 after 1.9.0. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string): number[] => version.split(/[.-]/).map((part) => Number(part) || 0)
  const [left, right] = [parts(a), parts(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++)
    if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0)
  return 0
}

/** May `next` take the place of `old`? @throws Refusal for a downgrade */
export function checkOrder(old: Release, next: Release): 'same' | 'newer' {
  if (old.version === next.version && old.commit === next.commit && !next.commit.endsWith('+')) return 'same'
  const unknown = old.migrations.filter((name) => !next.migrations.includes(name))
  if (compareVersions(next.version, old.version) < 0 || unknown.length > 0)
    throw new Refusal(
      1,
      `Bản đang cài là ${old.version} (${old.commit}), mới hơn gói này, ${next.version} (${next.commit}). Không hạ cấp: dữ liệu của bản mới không dùng được với bản cũ. ` +
        'Muốn về bản cũ: khôi phục bản sao lưu đã lấy trước khi nâng cấp (docs/deployment.md). Chưa thay đổi gì.',
      `Installed is ${old.version} (${old.commit}), newer than this bundle, ${next.version} (${next.commit}). No downgrade: an older version cannot work on newer data. ` +
        'To go back, restore the backup that was taken before the upgrade (docs/deployment.md). Nothing was changed.',
    )
  return 'newer'
}

/** A command of the installation, its words shown. @returns its JSON, or null when it failed */
function vankho(place: Place, ...words: string[]): Record<string, unknown> | null {
  const done = spawnSync(place.command, [...words, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (done.status !== 0) return null
  return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>
}

async function upgrade(): Promise<void> {
  const { values } = parseArgs({
    options: {
      to: { type: 'string', default: defaultRoot },
      backup: { type: 'string' },
      'skip-backup': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const place = placeAt(resolve(values.to))
  const old = releaseOf(place.current)
  const before = inUse(place)
  const next = releaseOf(bundle)!
  if (!old || !before)
    throw new Refusal(
      2,
      `Chưa có Văn Khố ở ${place.root}: dùng ./install --to ${place.root}`,
      `There is no Văn Khố in ${place.root}: use ./install --to ${place.root}`,
    )
  if (checkOrder(old, next) === 'same')
    return console.log(`${place.root} đã là bản này (${old.version}). | is this version already.`)
  const folder = bringRelease(place, next)

  const isService = isOurService(place)
  const wasActive = isService && isServiceActive()
  console.log(`Đang dừng bản ${old.version}… | Stopping ${old.version}…`)
  if (wasActive) must('systemctl', ['stop', UNIT])
  const didRun = (await stopProcesses(place)) || wasActive
  const startAgain = (): void => {
    if (wasActive) must('systemctl', ['start', UNIT])
  }
  /** The old version works again, on data that nothing was done to. */
  const goBack = (vi: string, en: string): Refusal => {
    pointTo(place, before)
    startAgain()
    return new Refusal(
      1,
      `${vi} Bản ${old.version} vẫn nguyên, dữ liệu không thay đổi.`,
      `${en} Version ${old.version} is in place, its data unchanged.`,
    )
  }

  let saved = ''
  if (!values['skip-backup']) {
    console.log('Đang sao lưu bằng bản cũ… | Backing up with the old version…')
    const taken = vankho(place, 'backup', resolve(values.backup ?? place.backups))
    if (!taken)
      throw goBack('Không sao lưu được nên không nâng cấp.', 'No backup could be made, so nothing was upgraded.')
    saved = String(taken['path'])
    console.log(`  ${saved}`)
  }
  console.log(`Đang nâng cấp lên ${next.version}… | Upgrading to ${next.version}…`)
  pointTo(place, folder)
  const migrated = vankho(place, 'migrate')
  if (!migrated) throw goBack('Nâng cấp cơ sở dữ liệu không thành.', 'The database could not be upgraded.')
  // The command and the unit may have learned something; the settings stay.
  const account = /^User=(.+)$/m.exec(readFileSync(place.unit, 'utf8'))?.[1] ?? null
  const isOwn = account !== null && !/runuser/.test(readFileSync(place.command, 'utf8'))
  writeFileSync(place.command, commandText(place, isOwn ? null : account))
  chmodSync(place.command, 0o755)
  writeFileSync(place.unit, unitText(place, account))
  if (isService) {
    must('install', ['-m', '0644', place.unit, `/etc/systemd/system/${UNIT}`])
    must('systemctl', ['daemon-reload'])
  }
  startAgain()
  // The one before stays, for going back; older ones go.
  for (const name of readdirSync(place.releases))
    if (name !== folderName(next) && name !== basename(before))
      rmSync(join(place.releases, name), { recursive: true, force: true })
  console.log(
    `Đã nâng cấp ${old.version} → ${next.version}, ${(migrated['applied'] as unknown[]).length} bước CSDL. | Upgraded, database steps as told.` +
      (saved ? `\n  Bản sao lưu trước nâng cấp | Backup from before: ${saved}` : '') +
      (didRun && !wasActive ? `\n  Chạy lại: | Start it again: ${place.command} start` : ''),
  )
}

if (import.meta.main) await runScript(upgrade)
