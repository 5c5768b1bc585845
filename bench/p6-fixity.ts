/**
 * P6: files read again and compared with their names, as the fixity pass does it (its rate not limited): one large file against
 * `openssl dgst -sha256`, many small ones against `sha256sum` fed by xargs. `BENCH_FIXITY_MB`, `BENCH_FIXITY_FILES`: other sizes.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Readable } from 'node:stream'
import { ahead, diskStore } from '#platform/blobs/index.ts'
import { type Bar, comparePairs, time } from './kit.ts'

const MIB = 1024 * 1024
const LARGE = Number(process.env['BENCH_FIXITY_MB'] ?? 1024)
const FILES = Number(process.env['BENCH_FIXITY_FILES'] ?? 10_000)
const SMALL = 20_000

const bar: Bar = {
  id: 'P6',
  title: 'fixity scan',
  async run(tell) {
    const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
    try {
      const one = diskStore(join(folder, 'large'))
      const piece = randomBytes(MIB)
      const large = await one.put(
        Readable.from(
          (function* () {
            for (let i = 0; i < LARGE; i++) yield piece
          })(),
        ),
      )
      const many = diskStore(join(folder, 'small'))
      const small: string[] = []
      for (let i = 0; i < FILES; i++) small.push((await many.put(randomBytes(SMALL))).sha256)
      const path = join(folder, 'large', large.sha256.slice(0, 2), large.sha256.slice(2, 4), large.sha256)
      const good = async (store: typeof one, hashes: readonly string[]) => {
        for await (const { state } of ahead(hashes, (sha256) => store.verify(sha256)))
          if (state !== 'good') throw new Error('a file is not good')
      }
      const shell = (command: string) => execFileSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] })
      return [
        await comparePairs(
          {
            name: 'one large file',
            size: `${LARGE} MiB`,
            unit: 'MiB/s',
            peer: 'openssl dgst -sha256',
            limit: { better: 'more', pass: 0.75, aim: 0.95 },
            pairs: 5,
            ours: async () => (LARGE * 1000) / (await time(() => good(one, [large.sha256]))),
            theirs: async () =>
              (LARGE * 1000) / (await time(async () => void execFileSync('openssl', ['dgst', '-sha256', path]))),
          },
          tell,
        ),
        await comparePairs(
          {
            name: 'many small files',
            size: `${FILES} files of ${SMALL / 1000} kB`,
            unit: 'files/s',
            peer: 'xargs sha256sum',
            limit: { better: 'more', pass: 0.9, aim: 1.2 },
            pairs: 5,
            ours: async () => (FILES * 1000) / (await time(() => good(many, small))),
            theirs: async () =>
              (FILES * 1000) /
              (await time(
                async () => void shell(`find '${join(folder, 'small')}' -type f -print0 | xargs -0 sha256sum`),
              )),
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
