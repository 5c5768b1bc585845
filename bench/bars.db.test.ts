/** The bars over load data run to their end and tell the truth about a small corpus; what they measure is not asserted here. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { loadData } from '../tools/load-data/load.ts'
import type { Bar } from './kit.ts'
import { type LoadedOffice, lend, officeOf } from './loaded.ts'

const SIZE = 700
let t: TestApp
let office: LoadedOffice
beforeAll(async () => {
  process.env['BENCH_SIZES'] = String(SIZE)
  process.env['BENCH_SEARCH_RUN'] = '6'
  process.env['BENCH_OCR_FILES'] = '1'
  process.env['BENCH_PAIRS'] = '1'
  t = await testApp({ now: '2026-11-20T05:00:00Z' })
  await loadData(t.kernel, { size: SIZE, bodies: 1 })
  office = await officeOf(t.kernel, t.adminUrl, SIZE)
  lend(office)
})
afterAll(async () => {
  await office?.admin.end()
  await t?.close()
})

/** After the sizes are set: bars read them as they are loaded. */
const barOf = async (file: string) => ((await import(file)) as { default: Bar }).default.run(() => {})

it('P3 finds the ten that its own score of every hit names', async () => {
  const parts = await barOf('./p3-search.ts')
  expect(parts.find((part) => part.name.startsWith('top ten'))!.ours).toBeGreaterThanOrEqual(0.9)
})

it('P4 turns every page of every sort and filter, none larger than 50 kB', async () => {
  const parts = await barOf('./p4-lists.ts')
  expect(parts.map((part) => part.name)).toHaveLength(4)
  expect(parts.find((part) => part.name === 'largest page')!.verdict).toBe('aim')
})

it('P5 answers the same figures as the base tables, also for a month that changed just now', async () => {
  // unequal figures end the bar with an error
  const parts = await barOf('./p5-figures.ts')
  expect(parts.map((part) => part.name)).toHaveLength(6)
})

const hasOcr = ['tesseract', 'pdftoppm'].every((tool) => spawnSync(tool, ['-v']).error === undefined)
it.skipIf(!hasOcr)(
  'P9 reads every page of a scan, and lists beside it (skipped without tesseract-ocr-vie)',
  async () => {
    const parts = await barOf('./p9-ocr.ts')
    expect(parts.map((part) => part.name)).toEqual(['pages of scans', 'register while scans are read, p95'])
  },
)
