/**
 * `npm run release [-- --out FOLDER]`: the offline bundle of this checkout for this kind of machine, in `release/`.
 * The web has been built by then (tools/setup/release.mjs).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { makeBundle, root } from './bundle.ts'

const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'release') } } })
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
const bundle = await makeBundle(out)
const packed = `${bundle.folder}.tar.gz`
// The same checkout gives the same bytes: names in order, the commit's time, no account of this machine.
const tar = spawnSync(
  'tar',
  [
    '--create',
    '--use-compress-program=gzip -6n',
    `--file=${packed}`,
    `--directory=${out}`,
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=u=rwX,go=rX',
    `--mtime=${bundle.release.commitAt}`,
    basename(bundle.folder),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
)
if (tar.status !== 0) throw new Error(`tar: ${tar.error?.message ?? tar.status}`)
rmSync(bundle.folder, { recursive: true, force: true })
const hash = createHash('sha256')
await pipeline(createReadStream(packed), hash)
writeFileSync(`${packed}.sha256`, `${hash.digest('hex')}  ${basename(packed)}\n`)
const mb = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`
console.log(`${packed}\n  ${mb(statSync(packed).size)}, ${mb(bundle.bytes)} unpacked, ${bundle.packages} packages`)
