/** Text layers as bad programs leave them (the page looks right, its letters say something else), and scans. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawPage, pdfOf } from '../variants.ts'

/** Old fonts (TCVN3): the letter on paper -> the character that the file holds for it. */
const TCVN3 = new Map(
  Object.entries({
    ă: '¨',
    â: '©',
    ê: 'ª',
    ô: '«',
    ơ: '¬',
    ư: '­',
    đ: '®',
    Đ: '§',
    Ă: '¡',
    Â: '¢',
    Ê: '£',
    Ô: '¤',
    Ơ: '¥',
    Ư: '¦',
    à: 'µ',
    ả: '¶',
    ã: '·',
    á: '¸',
    ạ: '¹',
    ằ: '»',
    ẳ: '¼',
    ẵ: '½',
    ắ: '¾',
    ặ: 'Æ',
    ầ: 'Ç',
    ẩ: 'È',
    ẫ: 'É',
    ấ: 'Ê',
    ậ: 'Ë',
    è: 'Ì',
    ẻ: 'Î',
    ẽ: 'Ï',
    é: 'Ð',
    ẹ: 'Ñ',
    ề: 'Ò',
    ể: 'Ó',
    ễ: 'Ô',
    ế: 'Õ',
    ệ: 'Ö',
    ì: '×',
    ỉ: 'Ø',
    ĩ: 'Ü',
    í: 'Ý',
    ị: 'Þ',
    ò: 'ß',
    ỏ: 'á',
    õ: 'â',
    ó: 'ã',
    ọ: 'ä',
    ồ: 'å',
    ổ: 'æ',
    ỗ: 'ç',
    ố: 'è',
    ộ: 'é',
    ờ: 'ê',
    ở: 'ë',
    ỡ: 'ì',
    ớ: 'í',
    ợ: 'î',
    ù: 'ï',
    ủ: 'ñ',
    ũ: 'ò',
    ú: 'ó',
    ụ: 'ô',
    ừ: 'õ',
    ử: 'ö',
    ữ: '÷',
    ứ: 'ø',
    ự: 'ù',
    ỳ: 'ú',
    ỷ: 'û',
    ỹ: 'ü',
    ý: 'ý',
    ỵ: 'þ',
  }),
)

/** Capitals of old fonts are small letters of a capital font. */
const tcvn3 = (letter: string) => TCVN3.get(letter) ?? TCVN3.get(letter.toLowerCase()) ?? letter

/** Rewrites what the fonts of a PDF say their glyphs mean. */
function remap(pdf: Buffer, change: (letter: string) => string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-shapes-'))
  try {
    const [from, plain, to] = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => join(folder, name)) as [string, string, string]
    writeFileSync(from, pdf)
    execFileSync('qpdf', ['--qdf', '--object-streams=disable', from, plain])
    const text = execFileSync('cat', [plain], { maxBuffer: 1 << 28 }).toString('latin1')
    const changed = text.replace(/begincmap[\s\S]*?endcmap/g, (cmap) =>
      cmap.replace(
        /(beginbf(?:range|char))([\s\S]*?)(endbf)/g,
        (_, begin: string, body: string, end: string) =>
          begin +
          // codes of glyphs stand outside the brackets, their meanings inside
          body.replace(/\[([^\]]*)\]/g, (list) =>
            list.replace(/<([0-9a-fA-F]{4})>/g, (__, hex: string) => {
              const letter = change(String.fromCharCode(Number.parseInt(hex, 16)))
              return `<${letter.charCodeAt(0).toString(16).padStart(4, '0')}>`
            }),
          ) +
          end,
      ),
    )
    writeFileSync(plain, Buffer.from(changed, 'latin1'))
    execFileSync('qpdf', [plain, to])
    return execFileSync('cat', [to], { maxBuffer: 1 << 28 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const badLayers: readonly (readonly [string, (pdf: Buffer) => Uint8Array])[] = [
  ['layer TCVN3', (pdf) => remap(pdf, tcvn3)],
  [
    'layer private use',
    (pdf) => remap(pdf, (c) => (c === ' ' ? c : String.fromCharCode(0xe000 + (c.charCodeAt(0) & 0x7ff)))),
  ],
  ['layer shifted', (pdf) => remap(pdf, (c) => (/[a-zA-Z]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 3) : c))],
]

/** The sheet through a scanner, two pages at most. */
export async function scanOf(pdf: Buffer): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-shapes-'))
  try {
    const path = join(folder, 'a.pdf')
    writeFileSync(path, pdf)
    const pictures: Buffer[] = []
    for (const page of [1, 2]) {
      try {
        pictures.push(
          await sharp(drawPage(path, page))
            .resize({ width: 1654 })
            .rotate(0.4, { background: '#f6f4ee' })
            .jpeg({ quality: 72 })
            .toBuffer(),
        )
      } catch {
        break
      }
    }
    return await pdfOf(pictures)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
