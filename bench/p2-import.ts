/**
 * P2: an old register is taken over with reading, validation, numbers, books, keys and audit; against COPY of the same lines into a
 * bare table with a key, same PostgreSQL, same fsync. `BENCH_IMPORT_ROWS=1000000 npm run bench -- P2` for the full size.
 */

import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import ExcelJS from 'exceljs'
import pg from 'pg'
import { runImport } from '#modules/imports/cli.ts'
import { loadConfig } from '#platform/config/index.ts'
import { open } from '#src/cli/with-kernel.ts'
import { startProduct } from '../test/product/index.ts'
import { type Bar, comparePairs, type Part, seeded, time } from './kit.ts'

const ROWS = Number(process.env['BENCH_IMPORT_ROWS'] ?? 20_000)
/** Lines of one year: a busy office. */
const YEAR = 250_000

const HEAD = [
  'Số đến',
  'Ngày đến',
  'Tác giả',
  'Số, ký hiệu',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu',
  'Đơn vị hoặc người nhận',
  'Ghi chú',
]
const ISSUERS = [
  'Sở Y tế tỉnh Sông Mây',
  'Ủy ban nhân dân tỉnh Lam Hà',
  'Sở Nội vụ',
  'Phòng Giáo dục và Đào tạo huyện Đồi Chè',
  'Công ty Điện lực Lam Hà',
]
const WORDS =
  'về việc báo cáo kết quả kiểm tra an toàn vệ sinh thực phẩm các cơ sở sản xuất kinh doanh trên địa bàn tỉnh quý năm ban hành kế hoạch triển khai thực hiện nghị quyết hội đồng nhân dân công tác phòng chống thiên tai'.split(
    ' ',
  )

/** Lines of a register beginning in a year, always the same ones. */
function* lines(firstYear: number): Generator<string[]> {
  const random = seeded(firstYear)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  for (let i = 0; i < ROWS; i++) {
    const year = firstYear + Math.floor(i / YEAR)
    const n = (i % YEAR) + 1
    const day = `${(n % 28) + 1}/${(n % 12) + 1}/${year}`
    const subject = Array.from({ length: 12 + Math.floor(random() * 14) }, () => pick(WORDS)).join(' ')
    yield [
      String(n),
      day,
      pick(ISSUERS),
      `${1 + Math.floor(random() * 900)}/${pick(['QĐ', 'BC', 'KH', 'TTr'])}-UBND`,
      `1/1/${year}`,
      `${pick(['Báo cáo', 'Kế hoạch', 'Tờ trình'])} ${subject}`,
      'Phòng Tổ chức',
      '',
    ]
  }
}

async function writeCsv(path: string, year: number): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${HEAD.map((name) => (name.includes(',') ? `"${name}"` : name)).join(',')}\n`)
  for (const cells of lines(year)) if (!out.write(`${cells.join(',')}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

async function writeXlsx(path: string, year: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false })
  const sheet = book.addWorksheet('1')
  sheet.addRow(HEAD).commit()
  for (const cells of lines(year)) sheet.addRow(cells).commit()
  sheet.commit()
  await book.commit()
}

const bar: Bar = {
  id: 'P2',
  title: 'taking over an old register against COPY of its lines',
  async run(tell) {
    const product = await startProduct()
    const opened = await open(loadConfig({ VANKHO_HOME: product.home, VANKHO_LOG: 'silent' }))
    const admin = new pg.Client({
      connectionString: opened.database.embedded!.adminUrl.replace('/postgres?', '/vankho?'),
    })
    await admin.connect()
    const folder = mkdtempSync(join(tmpdir(), 'vankho-p2-'))
    // the server reads the peer's file itself, perhaps as another user
    chmodSync(folder, 0o755)
    try {
      await admin.query(
        'create table public.bare (id bigserial primary key, n text, arrived text, issuer text, symbol text, issued text, subject text, unit text, note text)',
      )
      let year = 1930
      const ours =
        (write: (path: string, year: number) => Promise<void>, ending: string) => async (): Promise<number> => {
          const path = join(folder, `register.${ending}`)
          await write(path, year)
          year += Math.ceil(ROWS / YEAR)
          let accepted = 0
          const ms = await time(async () => {
            const done = await runImport(
              opened.kernel,
              {
                kind: 'incoming',
                file: path,
                isDry: false,
                organizationId: product.office.organizationId,
                progress: () => {},
                signal: new AbortController().signal,
              },
              'vi',
            )
            accepted = done.accepted
          })
          if (accepted !== ROWS) throw new Error(`${accepted} of ${ROWS} lines were taken`)
          return (accepted / ms) * 1000
        }
      const peerFile = join(folder, 'peer.csv')
      await writeCsv(peerFile, 1900)
      const theirs = async (): Promise<number> => {
        await admin.query('truncate public.bare')
        const ms = await time(() =>
          admin.query(
            `copy public.bare (n, arrived, issuer, symbol, issued, subject, unit, note) from '${peerFile}' with (format csv, header)`,
          ),
        )
        return (ROWS / ms) * 1000
      }
      const parts: Part[] = []
      for (const [name, write, ending] of [
        ['CSV', writeCsv, 'csv'],
        ['XLSX', writeXlsx, 'xlsx'],
      ] as const)
        parts.push(
          await comparePairs(
            {
              name: `import of ${name}`,
              size: `${ROWS.toLocaleString('en')} lines`,
              unit: 'lines/s',
              peer: 'COPY of the same lines, one key',
              limit: { better: 'more', pass: 0.08, aim: 0.2 },
              ours: ours(write, ending),
              theirs,
            },
            tell,
          ),
        )
      return parts
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await admin.end()
      await opened.database.close()
      await product.remove()
    }
  },
}

export default bar
