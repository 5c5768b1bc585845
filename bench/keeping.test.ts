/** The bars of fixity, packages and text at a small size: that they measure what is good and valid, never how fast. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { expect, it } from 'vitest'
import type { Bar } from './kit.ts'

process.env['BENCH_FIXITY_MB'] = '3'
process.env['BENCH_FIXITY_FILES'] = '20'
process.env['BENCH_PACKAGE_FILES'] = '10'
process.env['BENCH_PACKAGE_MB'] = '1'
process.env['BENCH_TEXT_PAGES'] = '12'
process.env['BENCH_TEXT_FILES'] = '2'
process.env['BENCH_PAIRS'] = '1'

/** After the sizes are set: bars read them as they are loaded. A file or package that is not good ends a bar with an error. */
const barOf = async (file: string) => ((await import(file)) as { default: Bar }).default.run(() => {})

it('P6 reads large and small files that are all good', async () => {
  expect((await barOf('./p6-fixity.ts')).map((part) => part.name)).toEqual(['one large file', 'many small files'])
})

it('P7 builds packages that its verifier finds valid', async () => {
  expect(await barOf('./p7-package.ts')).toMatchObject([{ size: '10 files, 1 MiB' }])
})

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
it.skipIf(!hasPoppler)('P8 reads every page with text, by both engines (skipped without poppler-utils)', async () => {
  expect((await barOf('./p8-text.ts')).map((part) => part.name)).toEqual([
    'one long file, native tools',
    'short files, native tools',
    'one long file, engine from npm',
    'short files, engine from npm',
  ])
})
