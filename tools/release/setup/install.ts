/** `./install`: into an empty folder, for this account or (root) as a service of the machine. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bringRelease, bundle, defaultRoot, isRoot, placeAt, pointTo, Refusal, releaseOf, runScript } from './layout.ts'
import { commandText, hasSystemd, must, UNIT, unitText } from './service.ts'

const HELP = `./install [--to ${defaultRoot}] [--data THƯ-MỤC] [--port 3000] [--host 127.0.0.1] [--service] [--account vankho]

  --to       thư mục cài đặt, còn trống | folder to install into, empty
  --data     thư mục dữ liệu (mặc định: data trong thư mục cài đặt) | data folder (default: data in it)
  --port, --host   cổng, địa chỉ phục vụ (0.0.0.0: cả mạng nội bộ, cần TLS) | where it listens (0.0.0.0: the network, needs TLS)
  --service  (root) chạy như dịch vụ systemd, bằng một tài khoản riêng | (root) as a systemd service, under an account of its own
  --account  tài khoản của dịch vụ, được tạo nếu chưa có | the service's account, made when missing`

/** A value for vankho.env as Node reads it. */
const setting = (name: string, value: string): string => `${name}='${value}'`

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      to: { type: 'string', default: defaultRoot },
      data: { type: 'string' },
      port: { type: 'string', default: '3000' },
      host: { type: 'string', default: '127.0.0.1' },
      service: { type: 'boolean', default: false },
      account: { type: 'string', default: 'vankho' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const place = placeAt(resolve(values.to))
  const data = resolve(values.data ?? join(place.root, 'data'))
  const release = releaseOf(bundle)!
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
    throw new Refusal(
      2,
      `--port ${values.port}: số từ 1 đến 65535.`,
      `--port ${values.port}: a number from 1 to 65535.`,
    )
  for (const path of [place.root, data])
    if (/['"\n\\%$]/.test(path))
      throw new Refusal(
        2,
        `Tên thư mục có ký tự không dùng được: ${path}`,
        `The folder's name has characters that cannot be used: ${path}`,
      )
  if (values.service && !isRoot)
    throw new Refusal(
      2,
      'Cài như dịch vụ cần quyền root: sudo ./install --service',
      'A service needs root: sudo ./install --service',
    )
  if (releaseOf(place.current))
    throw new Refusal(
      2,
      `${place.root} đã có Văn Khố ${releaseOf(place.current)!.version}: dùng ./upgrade --to ${place.root}`,
      `${place.root} already holds Văn Khố ${releaseOf(place.current)!.version}: use ./upgrade --to ${place.root}`,
    )
  if (existsSync(place.root) && readdirSync(place.root).some((name) => name !== 'releases'))
    throw new Refusal(
      2,
      `Thư mục ${place.root} không trống. Chưa thay đổi gì.`,
      `The folder ${place.root} is not empty. Nothing was changed.`,
    )

  mkdirSync(place.releases, { recursive: true, mode: 0o755 })
  const folder = bringRelease(place, release)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  mkdirSync(place.backups, { recursive: true, mode: 0o700 })
  mkdirSync(join(place.root, 'bin'), { recursive: true, mode: 0o755 })
  const account = values.service ? values.account : null
  writeFileSync(
    place.env,
    `# Cấu hình của Văn Khố: docs/configuration.md. Sửa xong thì khởi động lại. | Settings; restart after a change.
${setting('VANKHO_HOME', data)}
${setting('PORT', values.port)}
${setting('HOST', values.host)}
# VANKHO_BACKUP_TO='/mnt/saoluu'
# VANKHO_TLS_CERT='/etc/vankho/tls.crt'
# VANKHO_TLS_KEY='/etc/vankho/tls.key'
`,
    { mode: 0o600, flag: 'wx' },
  )
  writeFileSync(place.command, commandText(place, account))
  chmodSync(place.command, 0o755)
  // Installed without root, it runs as whoever installed it, also when root makes a service of it later.
  writeFileSync(place.unit, unitText(place, account ?? (isRoot ? null : userInfo().username)))
  if (account) {
    if (!must('sh', ['-c', `getent passwd "$1" || true`, 'sh', account]))
      must('useradd', ['--system', '--user-group', '--home-dir', place.root, '--shell', '/usr/sbin/nologin', account])
    must('chown', ['-R', `${account}:`, data, place.backups, place.env])
  }
  // The last step: from here on it is installed.
  pointTo(place, folder)
  console.log(
    `Đã cài Văn Khố ${release.version} vào ${place.root} | Văn Khố ${release.version} is installed in ${place.root}`,
  )
  if (!account) {
    console.log(`
  Chạy | Start:            ${place.command} start
  Như dịch vụ | Service:   ${place.unit} (systemd)`)
    return
  }
  if (!hasSystemd()) {
    console.log(`
  Máy này không có systemd. Chạy: | No systemd here. Start it with:
  ${place.command} start`)
    return
  }
  must('install', ['-m', '0644', place.unit, `/etc/systemd/system/${UNIT}`])
  must('systemctl', ['daemon-reload'])
  must('systemctl', ['enable', '--now', UNIT])
  console.log(`
  Dịch vụ đang chạy. Liên kết lập quản trị viên đầu tiên: | The service runs. Link for the first administrator:
  journalctl -u ${UNIT} | grep setup`)
})
