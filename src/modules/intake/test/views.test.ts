/** What is made beside a file so that its pages can be looked at in a browser. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readFile } from '../jobs/read-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vankho-views-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a TIFF of the scanner is shown as PDF, a broken one is a finding', { timeout: 60_000 }, async () => {
  const path = join(folder, 'scan.tif')
  const page = sharp({ create: { width: 600, height: 800, channels: 3, background: '#ffffff' } })
  await writeFile(path, await page.tiff().withMetadata({ density: 100 }).toBuffer())
  const { read } = await readFile(path)
  expect(Buffer.from(read!.view!.bytes).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(read!.view!.finding).toBeNull()
  const png = join(folder, 'scan.png')
  await writeFile(png, await page.png().toBuffer())
  expect((await readFile(png)).read!.view).toBeNull()
  const broken = join(folder, 'broken.tif')
  await writeFile(broken, Buffer.from('49492a0008000000ffff', 'hex'))
  const told = await readFile(broken)
  expect(told.read?.view ?? null).toBeNull()
})
