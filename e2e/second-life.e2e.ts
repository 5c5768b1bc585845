/**
 * The paper's second life: scans are registered, become a file, which is closed, handed over and taken in; it is packed, judged by us and by
 * tools that know nothing of us; a byte of it rots and is mended from the second copy; the archive's rows are lost and read back from the
 * packages; and the document is still found by a phrase of its text, typed without marks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import JSZip from 'jszip'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/action/kernel.ts'
import { INSTALLATION_ID } from '#platform/action/types.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { makeInventedDocuments } from '../tools/invented/index.ts'
import { launch, Person } from './kit/browser.ts'
import { dropFiles, type Read } from './kit/desk.ts'
import { shotsOf } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'
import { registerAll } from './kit/register.ts'
import { catalogue, samples } from './kit/samples.ts'

const HERE = 'Sông Mây'
const TITLE = 'Hồ sơ đời thứ hai của văn bản'
const schemas = join(import.meta.dirname, '..', '..', 'shared', 'schemas')

let product: Product
let browser: Browser
let folder: string
let organizationId: string
const sign = (login: string) =>
  Person.signIn(browser, product.address, { login: `${login}.songmay`, password: DEMO_PASSWORD })

const shot = shotsOf('second-life')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vankho-second-'))
  mkdirSync(join(folder, 'replica'))
  product = await startProduct({ VANKHO_REPLICA: join(folder, 'replica') })
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** Real scans where they are, else invented ones, with what a person reads on them. */
async function papers(): Promise<{
  read: Map<string, Read>
  files: { fileName: string; bytes: Uint8Array; mediaType: string }[]
}> {
  const read = new Map<string, Read>()
  const files = []
  if (existsSync(samples))
    for (const [fileName, known] of [...catalogue()].slice(1, 3)) {
      read.set(fileName, known)
      files.push({ fileName, bytes: readFileSync(join(samples, fileName)), mediaType: 'application/pdf' })
    }
  else {
    const until = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
    const kinds = ['scan-text', 'scan-text'] as const
    for await (const one of makeInventedDocuments({ seed: 'second', count: 2, kinds, regime: 'state', until })) {
      read.set(one.fileName, { ...one.truth, issuerName: one.truth.organName })
      files.push({ fileName: one.fileName, bytes: one.bytes, mediaType: one.truth.mediaType })
    }
  }
  return { read, files }
}

const run = (command: string, args: string[], cwd = folder) => {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status: done.status, out: `${done.stdout}${done.stderr}` }
}

describe('a paper in its second life', () => {
  let documents: string[]
  let archived: string
  let inventory: string
  let phrase: string

  it('is registered, filed, closed and handed over; the archive takes it in without a word typed again', async () => {
    const clerk = await sign('vanthu')
    organizationId = clerk.post(HERE).organization.id
    await clerk.go('intake', HERE)
    await clerk.page.getByRole('button', { name: 'Chọn tệp đưa vào khay' }).waitFor()
    const { read, files } = await papers()
    phrase = phraseOf(files[0]!.bytes)
    await dropFiles(clerk.page, files)
    await registerAll(clerk.page, read, 'Hoàng Văn Quyết')
    const subjects = await clerk.ask<{ items: { id: string; version: number; arrivalNumber: number }[] }>(
      'GET',
      '/api/incoming?tab=all&limit=200',
      undefined,
      HERE,
    )
    const newest = subjects.items.sort((a, b) => a.arrivalNumber - b.arrivalNumber).slice(-read.size)
    documents = newest.map((one) => one.id)

    const officer = await sign('chuyenvien')
    const leader = await sign('chutich')
    for (const { id, version } of newest)
      await leader.ask(
        'POST',
        `/api/incoming/${id}/direct`,
        { version, words: 'Giao tham mưu', lead: { postId: officer.post(HERE).id } },
        HERE,
      )
    await officer.go('files', HERE)
    const { page } = officer
    await page
      .getByRole('button', { name: /^Mở hồ sơ/ })
      .first()
      .waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('Hồ sơ trong danh mục').selectOption('')
    await page.getByLabel('Tiêu đề hồ sơ').fill(TITLE)
    await page.getByLabel('Thời hạn bảo quản', { exact: true }).selectOption('vv')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: TITLE }).waitFor()
    const fileId = page.url().split('/').at(-1)!.split('?')[0]!
    for (const id of documents) {
      await officer.go(`incoming/${id}`, HERE)
      const part = page.getByRole('region', { name: 'Hồ sơ', exact: true })
      await part
        .getByRole('button', { name: /^Đưa vào hồ sơ/ })
        .last()
        .click()
      await page.getByLabel('Tìm hồ sơ của tôi').fill('doi thu hai')
      await page.getByRole('radio', { name: new RegExp(TITLE) }).check()
      await page.keyboard.press('Control+Enter')
      await part.getByRole('link', { name: new RegExp(TITLE) }).waitFor()
    }
    await officer.go(`files/${fileId}`, HERE)
    await page.getByRole('heading', { name: TITLE }).waitFor()
    await page.getByRole('button', { name: /^Kết thúc hồ sơ/ }).waitFor()
    await page.keyboard.press('e')
    await page.getByRole('dialog').getByLabel('Thời hạn bảo quản', { exact: true }).selectOption('vv')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('link', { name: 'Chứng từ kết thúc' }).waitFor()
    await shot(officer, 'closed')
    const printed = await officer.bytes(`/api/files/${fileId}/print?kind=contents&format=pdf`, HERE)
    expect(Buffer.from(printed.subarray(0, 5)).toString()).toBe('%PDF-')

    const { id: handover } = await officer.ask<{ id: string }>('POST', '/api/transfers', { fileIds: [fileId] }, HERE)
    const head = await sign('tpkinhte')
    await head.go(`transfers/${handover}`, HERE)
    await head.page.getByRole('button', { name: 'Nộp vào lưu trữ' }).click()
    await head.page.getByText('Chờ nhận').first().waitFor()
    const archivist = await sign('luutru')
    await archivist.go(`transfers/${handover}`, HERE)
    await archivist.page.getByRole('button', { name: 'Đã xem' }).click()
    await archivist.page.getByLabel('Nhận xét').fill('Đủ, đúng mục lục')
    await archivist.page.keyboard.press('Control+Enter')
    await archivist.page.getByText('Đã xem', { exact: true }).first().waitFor()
    await archivist.page.getByRole('button', { name: 'Nhận, trả lại' }).click()
    await archivist.page.keyboard.press('Control+Enter')
    await archivist.page.getByText(/Đã nhận, biên bản số/).waitFor()
    await officer.go(`transfers/${handover}`, HERE)
    await page.getByRole('button', { name: 'Xác nhận biên bản' }).click()
    await page.getByText('Cầm Văn Ính').first().waitFor()

    await expect
      .poll(
        async () =>
          (
            await archivist.ask<{ items: { id: string; title: string }[] }>(
              'GET',
              '/api/archive/units?level=file&q=doi+thu+hai',
              undefined,
              HERE,
            )
          ).items.length,
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1)
    await archivist.go('archive?q=đời thứ hai', HERE)
    await archivist.page.getByText(TITLE).first().click()
    await archivist.page.getByRole('heading', { name: new RegExp(TITLE) }).waitFor()
    archived = archivist.page.url().split('/').at(-1)!.split('?')[0]!
    await archivist.page
      .locator('tbody tr[data-index]')
      .nth(documents.length - 1)
      .waitFor()
    await shot(archivist, 'archived')
    const { unit } = await archivist.ask<{ unit: { ancestors: { id: string; level: string }[] } }>(
      'GET',
      `/api/archive/units/${archived}`,
      undefined,
      HERE,
    )
    inventory = unit.ancestors.find((one) => one.level === 'inventory')!.id
    await archivist.page.locator('tbody tr[data-index]').first().click()
    await archivist.page.getByRole('link', { name: 'Mở trang của văn bản' }).waitFor()
    await archivist.page.locator('[data-page="1"]').first().waitFor()
    await shot(archivist, 'item')
    for (const person of [clerk, officer, leader, head, archivist]) {
      expect(person.complaints).toEqual([])
      await person.context.close()
    }
  })

  it('is packed; its package is good for us, for xmllint and for sha256sum', async () => {
    const archivist = await sign('luutru')
    await archivist.go('preservation', HERE)
    const { page } = archivist
    await page.getByLabel('Phông, mục lục').selectOption(inventory)
    await page.getByRole('button', { name: 'Đóng gói cả mục lục' }).click()
    await page.getByRole('button', { name: 'Đóng gói', exact: true }).click()
    const packed = () =>
      archivist.ask<{ packages: { id: string; isValid: boolean; objectId: string }[] }>(
        'GET',
        `/api/preservation/units/${archived}`,
        undefined,
        HERE,
      )
    await expect
      .poll(async () => (await packed()).packages[0]?.isValid, { timeout: 120_000, interval: 1000 })
      .toBe(true)
    await archivist.go(`archive/units/${archived}`, HERE)
    await page.getByText('Đã đóng gói').waitFor()
    await shot(archivist, 'packed')

    const file = join(folder, 'aip.zip')
    writeFileSync(file, await archivist.bytes(`/api/preservation/packages/${(await packed()).packages[0]!.id}`, HERE))
    const judged = product.command('package', 'verify', file)
    expect(judged).toMatchObject({ status: 0 })
    const root = await unzip(file, join(folder, 'aip'))
    expect(run('xmllint', ['--noout', join(root, 'METS.xml')])).toMatchObject({ status: 0 })
    if (existsSync(schemas)) {
      const premis = readdirSync(join(root, 'metadata', 'preservation')).find((name) => name.endsWith('.xml'))!
      const args = [
        '--noout',
        '--nonet',
        '--schema',
        join(schemas, 'premis-v3.xsd'),
        join(root, 'metadata', 'preservation', premis),
      ]
      expect(run('xmllint', args).out).toContain('validates')
    }
    mkdirSync(join(folder, 'disk'))
    const copied = product.command(
      'preservation',
      'copy',
      '--to',
      join(folder, 'disk'),
      '--label',
      'Đĩa 01',
      '--place',
      'Tủ sắt phòng lưu trữ',
    )
    expect(copied).toMatchObject({ status: 0 })
    const bag = bags(join(folder, 'disk'))[0]!
    expect(run('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], bag)).toMatchObject({ status: 0 })
    expect(archivist.complaints).toEqual([])
    await archivist.context.close()
  })

  it('loses a byte and is mended from the second copy, told to whoever answers for it', async () => {
    await product.beside(async (kernel) => {
      await kernel.transact(systemActor('e2e', INSTALLATION_ID), 'preservation.replicate', async (ctx) => {
        ctx.enqueue(kernel.jobs.get('preservation.replicate') as never, {} as never)
      })
    })
    const sha256 = (
      await sql<{ sha256: string }>('select sha256 from records.component where document_id = $1 order by id limit 1', [
        documents[0],
      ])
    )[0]!.sha256
    const place = (root: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    const copies = () => run('find', [join(folder, 'replica'), '-name', sha256]).out.trim()
    await expect.poll(copies, { timeout: 60_000, interval: 500 }).not.toBe('')
    const path = place(join(product.home, 'blobs'))
    const whole = readFileSync(path)
    const rotten = Buffer.from(whole)
    rotten[Math.floor(rotten.length / 2)]! ^= 0xff
    rmSync(path)
    writeFileSync(path, rotten)
    const archivist = await sign('luutru')
    await archivist.go('preservation/incidents', HERE)
    await archivist.page.getByRole('button', { name: 'Rà ngay' }).click()
    await expect.poll(() => readFileSync(path).equals(whole), { timeout: 120_000, interval: 1000 }).toBe(true)
    await expect
      .poll(
        async () => {
          await archivist.page.reload()
          return archivist.page.getByText('Đã phục hồi, chờ kết luận').first().isVisible()
        },
        { timeout: 60_000, interval: 2000 },
      )
      .toBe(true)
    await shot(archivist, 'mended')
    await archivist.context.close()
  })

  it('comes back from the packages when the archive’s rows are gone, and is found by a phrase without marks', async () => {
    const before = await sql<{ n: number }>(
      'select count(*)::int as n from archive.unit where removed_at is null and fonds_id in (select fonds_id from archive.unit where id = $1)',
      [archived],
    )
    expect(before[0]!.n).toBeGreaterThan(documents.length + 2)
    await sql('truncate archive.repository, archive.authority, archive.unit, archive.trace, archive.accession cascade')
    const rebuilt = product.command('preservation', 'rebuild', '--from', 'store')
    expect(rebuilt).toMatchObject({ status: 0 })
    const after = await sql<{ n: number }>(
      'select count(*)::int as n from archive.unit where removed_at is null and fonds_id in (select fonds_id from archive.unit where id = $1)',
      [archived],
    )
    expect(after).toEqual(before)
    const archivist = await sign('luutru')
    await archivist.go(`archive/units/${archived}`, HERE)
    await archivist.page.getByRole('heading', { name: new RegExp(TITLE) }).waitFor()
    await shot(archivist, 'rebuilt')

    // Words of its text as they stand there, without their marks.
    const found = () =>
      archivist.ask<{ items: { id: string }[] }>(
        'GET',
        `/api/search/content?q=${encodeURIComponent(phrase)}`,
        undefined,
        HERE,
      )
    await expect
      .poll(async () => (await found()).items.some((one) => documents.includes(one.id)), {
        timeout: 60_000,
        interval: 1000,
      })
      .toBe(true)
    await archivist.go(`search?q=${encodeURIComponent(phrase)}`, HERE)
    await archivist.page.locator('li li a[href*="find="]').first().waitFor()
    await shot(archivist, 'found')
    expect(archivist.complaints).toEqual([])
    await archivist.context.close()
  })
})

/** Six words that stand side by side in a PDF's text, without marks. */
function phraseOf(bytes: Uint8Array): string {
  const file = join(folder, 'phrase.pdf')
  writeFileSync(file, bytes)
  const { out } = run('pdftotext', [file, '-'])
  const lines = out
    .normalize('NFC')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const line = lines.find((words) => words.length >= 7 && words.every((word) => /^\p{L}+,?$/u.test(word)))
  if (!line) throw new Error('no line of words in the first paper')
  return line
    .slice(0, 6)
    .join(' ')
    .replaceAll(',', '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
}

/** @returns the one folder in the archive */
async function unzip(file: string, to: string): Promise<string> {
  const zip = await JSZip.loadAsync(readFileSync(file))
  for (const one of Object.values(zip.files)) {
    if (one.dir) continue
    const path = join(to, one.name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await one.async('nodebuffer'))
  }
  return join(to, readdirSync(to)[0]!)
}

/** Folders with a bag in them, at any depth. */
function bags(at: string): string[] {
  const entries = readdirSync(at, { withFileTypes: true })
  if (entries.some((one) => one.name === 'bagit.txt')) return [at]
  return entries.filter((one) => one.isDirectory()).flatMap((one) => bags(join(at, one.name)))
}

/** In the office's own rows: row security holds for the owner, too. */
async function sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  return product.beside(async (_, ownerUrl) => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    try {
      await client.query("select set_config('vankho.organization_id', $1, false)", [organizationId])
      return (await client.query<T>(text, values)).rows
    } finally {
      await client.end()
    }
  })
}
