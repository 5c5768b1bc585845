/** What signatures look like, measured on the page that poppler draws. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  attachmentLines,
  copyLines,
  personAppearance,
  personBox,
  sealAppearance,
  textAppearance,
} from '../appearance.ts'
import { signPdf, verifyPdf } from '../index.ts'
import { append } from './attack-kit.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'
import { paper } from './papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'vankho-look-'))
let kit: Kit
let handwriting: Buffer
let seal: Buffer
const MM = 72 / 25.4
const svg = (body: string): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300">${body}</svg>`),
  )
    .png()
    .toBuffer()
beforeAll(async () => {
  kit = await makeKit()
  handwriting = await sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#0000ff"/></svg>',
    ),
  )
    .ensureAlpha(0.9)
    .png()
    .toBuffer()
  seal = await svg('<circle cx="150" cy="150" r="149" fill="#ff0000"/>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DPI = 72
/** Box of pixels of this kind on a page as drawn, points from the top left. */
async function boxOf(
  pdf: Uint8Array,
  isWanted: (r: number, g: number, b: number) => boolean,
): Promise<{ x0: number; y0: number; x1: number; y1: number }> {
  const path = join(folder, 'look.pdf')
  writeFileSync(path, pdf)
  const png = execFileSync('pdftoppm', ['-r', String(DPI), '-png', '-f', '1', '-l', '1', path], { maxBuffer: 2 ** 26 })
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const box = { x0: 1e9, y0: 1e9, x1: -1, y1: -1 }
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      const at = (y * info.width + x) * 3
      if (!isWanted(data[at]!, data[at + 1]!, data[at + 2]!)) continue
      box.x0 = Math.min(box.x0, x)
      box.y0 = Math.min(box.y0, y)
      box.x1 = Math.max(box.x1, x + 1)
      box.y1 = Math.max(box.y1, y + 1)
    }
  return box
}
/** To a pixel, which is a point here. */
function near(box: { x0: number; y0: number; x1: number; y1: number }, wanted: number[]): void {
  const found = [box.x0, box.y0, box.x1, box.y1]
  for (const [i, one] of found.entries())
    expect(Math.abs(one - wanted[i]!), `${found} for ${wanted}`).toBeLessThanOrEqual(1.5)
}
const isBlue = (r: number, g: number, b: number): boolean => b > 150 && r < 120 && g < 120
const isRed = (r: number, g: number, b: number): boolean => r > 150 && g < 100 && b < 100
const isBlack = (r: number, g: number, b: number): boolean => r + g + b < 250

describe('a person, then the agency', () => {
  it('blue picture in its box, red seal of real size over its left third; both signatures stand', async () => {
    const box = { x: 330, y: 500, width: 180, height: 60 }
    const once = await signPdf(await paper(), kit.signer, {
      time: SIGNED_AT,
      appearance: await personAppearance(handwriting, { page: 1, box }),
    })
    const seen = await boxOf(once, isBlue)
    // 2:1 fitted into 180 x 60: 120 x 60, centred.
    expect([seen.x0, seen.y0, seen.x1, seen.y1].map(Math.round)).toEqual([360, 500, 480, 560])
    const twice = await signPdf(once, kit.seal, {
      time: SIGNED_AT,
      appearance: await sealAppearance(seal, 36, { page: 1, person: personBox(handwriting, box) }),
    })
    const red = await boxOf(twice, isRed)
    expect(Math.abs(red.x1 - red.x0 - 36 * MM)).toBeLessThan(2.5)
    expect(Math.abs(red.x1 - (360 + 120 / 3))).toBeLessThan(2)
    expect(Math.abs((red.y0 + red.y1) / 2 - 530)).toBeLessThan(2)
    const report = verifyPdf(twice, { trust: kit.trust, now: NOW })
    expect(report.signatures.map((one) => one.verdict)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED'])
    expect(execFileSync('qpdf', ['--check', join(folder, 'look.pdf')], { encoding: 'utf8' })).toContain('No syntax')
  })

  it('what is no transparent PNG is refused', async () => {
    const opaque = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    for (const bad of [Buffer.from('no'), opaque])
      await expect(personAppearance(bad, { page: 1, box: { x: 0, y: 0, width: 9, height: 9 } })).rejects.toMatchObject({
        code: 'SIGN_IMAGE_UNFIT',
      })
    const look = await personAppearance(handwriting, { page: 9, box: { x: 0, y: 0, width: 9, height: 9 } })
    await expect(signPdf(await paper(), kit.signer, { time: SIGNED_AT, appearance: look })).rejects.toMatchObject({
      code: 'SIGN_PAGE_MISSING',
    })
  })
})

describe('words only', () => {
  it.each([0, 90, 180, 270])(
    'top right of page 1, 10 point, black, letters embedded; page turned by %i',
    async (turn) => {
      const original = await paper()
      const first = /(\d+) 0 obj\s+<<[^>]*\/Type \/Page\b(?!s)/.exec(original.toString('latin1'))![1]
      const body = new RegExp(`\\n${first} 0 obj\\s+([\\s\\S]*?)\\s*endobj`).exec(original.toString('latin1'))![1]!
      const turned = turn
        ? append(original, { objects: { [Number(first)]: body.replace('/Type', `/Rotate ${turn} /Type`) } })
        : original
      const lines = copyLines('Sao y', 'UBND xã Sông Mây, tỉnh Lâm Hà', SIGNED_AT)
      const signed = await signPdf(turned, kit.seal, { time: SIGNED_AT, appearance: await textAppearance(lines) })
      expect(verifyPdf(signed, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-PASSED')
      const path = join(folder, `words-${turn}.pdf`)
      writeFileSync(path, signed)
      const isLying = turn % 180 === 90
      const width = isLying ? 841.89 : 595.28
      const top = execFileSync(
        'pdftotext',
        ['-f', '1', '-l', '1', '-x', String(Math.round(width - 260)), '-y', '20', '-W', '240', '-H', '60', path, '-'],
        { encoding: 'utf8' },
      )
      if (turn === 0) expect(top).toMatch(/Sao y\s+UBND xã Sông Mây, tỉnh Lâm Hà\s+2026-11-22T20:41:01\+07:00/)
      const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' })
      expect(fonts).toMatch(/\+Tinos\S*\s+CID TrueType\s+Identity-H\s+yes yes yes/)
      // Where it lies and which way up it is, measured with a picture: left half blue, right half red.
      const halves = await svg(
        '<rect width="150" height="300" fill="#0000ff"/><rect x="150" width="150" height="300" fill="#ff0000"/>',
      )
      const look = await personAppearance(halves, { page: 1, box: { x: 300, y: 40, width: 100, height: 100 } })
      const pictured = await signPdf(turned, kit.seal, { time: SIGNED_AT, appearance: look })
      near(await boxOf(pictured, isBlue), [300, 40, 350, 140])
      near(await boxOf(pictured, isRed), [350, 40, 400, 140])
      if (turn > 0) return
      const black = await boxOf(
        await signPdf(await paper('table', { words: ' ', pages: 1 }), kit.seal, {
          time: SIGNED_AT,
          appearance: await textAppearance(['HH']),
        }),
        isBlack,
      )
      expect(Math.abs(width - 15 * MM - black.x1)).toBeLessThan(3)
      // A capital of Times at 10 point is 6.6 point high.
      expect(black.y0).toBeGreaterThan(10 * MM)
      expect(black.y0).toBeLessThan(10 * MM + 8)
    },
  )

  it('of an attachment: number and time; control characters are not printed', async () => {
    expect(attachmentLines('15/QĐ-UBND', SIGNED_AT)).toEqual(['15/QĐ-UBND', '2026-11-22T20:41:01+07:00'])
    const signed = await signPdf(await paper(), kit.seal, {
      time: SIGNED_AT,
      appearance: await textAppearance(['15/QĐ-UBND\u202e\u0000', '2026']),
    })
    const path = join(folder, 'attachment.pdf')
    writeFileSync(path, signed)
    expect(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })).toContain('15/QĐ-UBND\n')
    await expect(textAppearance(['\u0000 '])).rejects.toMatchObject({ code: 'SIGN_TEXT_UNFIT' })
  })
})
