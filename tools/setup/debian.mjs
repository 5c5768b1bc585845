// Debian packages that tests (not the product) need. As root on Debian they are installed; otherwise the command is told.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { must } from './common.mjs'

/** program that proves the package -> package */
const WANTED = [
  ['/usr/bin/chromium', 'chromium'],
  ['/usr/bin/tesseract', 'tesseract-ocr'],
  ['/usr/share/tesseract-ocr/5/tessdata/vie.traineddata', 'tesseract-ocr-vie'],
  ['/usr/bin/pdftotext', 'poppler-utils'],
  ['/usr/bin/qpdf', 'qpdf'],
  ['/usr/bin/gs', 'ghostscript'],
  ['/usr/bin/certutil', 'libnss3-tools'],
  ['/usr/bin/xmllint', 'libxml2-utils'],
  ['/usr/sbin/haproxy', 'haproxy'],
  ['/usr/lib/postgresql/15/bin/postgres', 'postgresql-15'],
]

/** Heavy ones, for tests that skip with a clear line where they are absent. */
const WELCOME = [
  ['/usr/bin/strace', 'strace'],
  ['/usr/bin/faketime', 'faketime'],
  ['/usr/bin/ceph-mon', 'ceph-mon'],
  ['/usr/bin/ceph-osd', 'ceph-osd'],
  ['/usr/bin/radosgw', 'radosgw'],
  ['/usr/sbin/postfix', 'postfix'],
  ['/usr/lib/softhsm/libsofthsm2.so', 'softhsm2'],
]

const absent = (list) => list.filter(([proof]) => !existsSync(proof)).map(([, name]) => name)

/** Makes sure that every program is there, or ends with the one command to run. */
export function ensureDebianPackages() {
  const isRoot = process.getuid?.() === 0
  const missing = [...absent(WANTED), ...(isRoot ? absent(WELCOME) : [])]
  if (missing.length === 0) return
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    console.error(
      `Kiểm thử cần các gói Debian sau. Hãy chạy: | Tests need these Debian packages. Run:\n  sudo sh -c '${command}'`,
    )
    process.exit(2)
  }
  console.log(`Đang cài gói Debian cho kiểm thử: ${missing.join(' ')} | Installing Debian packages for the tests`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  // Tests start a Postfix of their own: the machine gets the programs, not a mail server.
  if (missing.includes('postfix'))
    spawnSync('debconf-set-selections', { input: 'postfix postfix/main_mailer_type select No configuration\n', env })
  must('apt-get', 'apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
}
