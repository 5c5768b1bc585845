import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { firstRows, openTable } from '#engines/tabular/index.ts'
import { extractFiles } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-dxl-'))
let count = 0

/** As Domino 8.5 writes: a DOCTYPE line, note information, items by type, attachments as base64 in lines of 76. */
function documentOf(n: number, file?: Buffer): string {
  const base64 = file?.toString('base64').replace(/(.{76})/g, '$1\n') ?? ''
  return `<document form='VBDen'>
<noteinfo noteid='${(0x8f6 + n * 4).toString(16)}' unid='4A5B6C7D8E9F00112233445566778${String(n).padStart(3, '0')}' sequence='3'>
<created><datetime dst='false'>20100105T081201,33+07</datetime></created></noteinfo>
<updatedby><name>CN=Tran Van Binh/OU=VPTU/O=TU</name></updatedby>
<item name='SoDen'><number>${n}</number></item>
<item name='NgayDen'><datetime>20100105T101500,00+07</datetime></item>
<item name='TacGia'><text>Ban Tổ chức Tỉnh ủy</text></item>
<item name='KyHieu'><text>15-QĐ/TU</text></item>
<item name='NguoiNhan' names='true'><textlist><text>CN=Nguyễn Văn An/OU=VP/O=TU</text><text>CN=Lê Thị Bình/O=TU</text></textlist></item>
<item name='NoiDung'><richtext><pardef id='1'/><par def='1'><run><font size='12pt'/>Về việc kiểm điểm</run></par>
<par def='1'><run>cuối năm &lt;2009&gt;</run><break/>hết</par></richtext></item>
<item name='$Revisions'><datetimelist><datetime>20100105T101500,00+07</datetime></datetimelist></item>
${file ? `<item name='$FILE' summary='true'><object><file hosttype='msdos' compression='none' name='vb ${n}.pdf' size='${file.length}'><created><datetime>20100105T101500,00+07</datetime></created><filedata>\n${base64}\n</filedata></file></object></item>` : ''}
</document>`
}

const HEAD = `<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE database SYSTEM 'xmlschemas/domino_8_5_3.dtd'>\n<database xmlns='http://www.lotus.com/dxl' version='8.5' title='So van ban den'>\n`

function write(text: string): string {
  const path = join(folder, `${count++}.dxl`)
  writeFileSync(path, text)
  return path
}

describe('DXL', () => {
  it('makes a table of documents and items: text, numbers, days, names, rich text', async () => {
    const source = await openTable(write(`${HEAD}${documentOf(1, Buffer.from('%PDF-1'))}${documentOf(2)}</database>`))
    expect(source.format).toBe('dxl')
    const rows = await firstRows(source, 10)
    expect(rows.map((row) => row.cells)).toEqual([
      ['$UNID', '$FORM', '$FILES', 'SoDen', 'NgayDen', 'TacGia', 'KyHieu', 'NguoiNhan', 'NoiDung'],
      [
        '4A5B6C7D8E9F00112233445566778001',
        'VBDen',
        '1/vb 1.pdf',
        '1',
        '2010-01-05',
        'Ban Tổ chức Tỉnh ủy',
        '15-QĐ/TU',
        'Nguyễn Văn An; Lê Thị Bình',
        'Về việc kiểm điểm\ncuối năm <2009>\nhết',
      ],
      [
        '4A5B6C7D8E9F00112233445566778002',
        'VBDen',
        '',
        '2',
        '2010-01-05',
        'Ban Tổ chức Tỉnh ủy',
        '15-QĐ/TU',
        'Nguyễn Văn An; Lê Thị Bình',
        'Về việc kiểm điểm\ncuối năm <2009>\nhết',
      ],
    ])
  })

  it('writes attachments out, byte for byte', async () => {
    const bytes = [randomBytes(1), randomBytes(2), randomBytes(700_001)]
    const path = write(`${HEAD}${bytes.map((one, i) => documentOf(i + 1, one)).join('')}</database>`)
    const files = await extractFiles(path, join(folder, 'files'))
    expect(files.map((file) => [file.line, file.name, file.size])).toEqual(
      bytes.map((one, i) => [i + 1, `${i + 1}/vb ${i + 1}.pdf`, one.length]),
    )
    for (const [i, file] of files.entries()) expect(readFileSync(file.path).equals(bytes[i]!)).toBe(true)
  })

  it('streams: an attachment of 150 MB never stands in memory', async () => {
    const path = join(folder, 'large.dxl')
    const out = createWriteStream(path)
    const [before, after] = documentOf(1, Buffer.from('x')).split(/\neA==\n/)
    out.write(`${HEAD}${before}\n`)
    const block = `${'QUJD'.repeat(19)}\n`.repeat(13_000)
    for (let i = 0; i < 200; i++) if (!out.write(block)) await once(out, 'drain')
    await new Promise<void>((done) => out.end(`${after}</database>`, done))
    globalThis.gc?.()
    const start = process.memoryUsage().rss
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss - start)
    }, 20)
    const [file] = await extractFiles(path, join(folder, 'large'))
    clearInterval(watch)
    expect(file!.size).toBe(200 * 13_000 * 57)
    expect(peak / 1e6).toBeLessThan(300)
  })

  it('refuses what is hostile: entities, an inner subset, a broken end', async () => {
    const xxe = `<?xml version='1.0'?><!DOCTYPE database [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><database><document><item name='a'><text>&x;</text></item></document></database>`
    await expect(openTable(write(xxe))).rejects.toMatchObject({ code: 'TABULAR_XML_REFUSED' })
    const remote = `<!DOCTYPE database SYSTEM 'http://192.0.2.1/a.dtd'><database><document><item name='a'><text>&x;</text></item></document></database>`
    await expect(openTable(write(remote))).rejects.toMatchObject({ code: 'TABULAR_XML_REFUSED' })
    await expect(openTable(write(`${HEAD}${documentOf(1)}`))).rejects.toMatchObject({ code: 'TABULAR_BROKEN' })
    await expect(
      openTable(write(`${HEAD}<document><item name='$FILE'><object><file name='a'><filedata>QUJD`)),
    ).rejects.toMatchObject({ code: 'TABULAR_BROKEN' })
  })
})
