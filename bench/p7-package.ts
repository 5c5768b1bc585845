/**
 * P7: an AIP of TT 05/2025 built and verified, against `tar` and `openssl dgst`: to build, the files are put into an archive and their
 * digests taken; to verify, the digests are taken again. `BENCH_PACKAGE_FILES`, `BENCH_PACKAGE_MB`: other sizes.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { buildPackage, verifyPackage } from '#engines/packages/index.ts'
import { type Bar, comparePairs, time } from './kit.ts'

const FILES = Number(process.env['BENCH_PACKAGE_FILES'] ?? 10_000)
const TOTAL = Number(process.env['BENCH_PACKAGE_MB'] ?? 2048)
const EACH = Math.floor((TOTAL * 1024 * 1024) / FILES)

const bar: Bar = {
  id: 'P7',
  title: 'build and verify a package',
  async run(tell) {
    const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
    const files = join(folder, 'files')
    mkdirSync(files)
    try {
      const names = Array.from({ length: FILES }, (_, i) => `d${i}.txt`)
      for (const name of names) writeFileSync(join(files, name), randomBytes(EACH).toString('base64').slice(0, EACH))
      const metadata = {
        organization: { name: 'Sở Nội vụ tỉnh Lam Giang', code: 'H99.03' },
        metadata: {
          arcFileCode: 'H99.03.P1.01.1',
          title: 'Hồ sơ',
          maintenance: '01',
          mode: '01',
          language: ['01'],
          startDate: '2020',
          endDate: '2021',
          numberOfPage: FILES,
        },
        documents: names.map((file) => ({ file, metadata: { typeName: '22', subject: 'Công văn', numberOfPage: 1 } })),
      }
      let round = 0
      const out = () => join(folder, `out-${round++}.zip`)
      const theirs = (command: string) =>
        execFileSync('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
      return [
        await comparePairs(
          {
            name: 'build and verify an AIP',
            size: `${FILES} files, ${TOTAL} MiB`,
            unit: 'MiB/s',
            peer: 'tar + openssl dgst',
            limit: { better: 'more', pass: 0.5, aim: 0.8 },
            pairs: 5,
            async ours() {
              const path = out()
              const took = await time(async () => {
                await buildPackage({
                  profile: 'tt05-aip',
                  metadata,
                  files,
                  out: path,
                  now: new Date('2026-11-28T00:00:00Z'),
                  software: { name: 'Văn Khố', version: '0' },
                })
                if (!(await verifyPackage(path)).valid) throw new Error('the package is not valid')
              })
              rmSync(path)
              return (TOTAL * 1000) / took
            },
            async theirs() {
              const digests = 'find files -type f -print0 | xargs -0 openssl dgst -sha256'
              const took = await time(async () => void theirs(`tar -cf out.tar files && ${digests} && ${digests}`))
              return (TOTAL * 1000) / took
            },
          },
          tell,
        ),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
export default bar
