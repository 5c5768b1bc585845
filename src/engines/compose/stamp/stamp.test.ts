import { degrees, PDFDocument, rgb } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { byPdfium, renderPage } from '../pdf/page-image.ts'
import { joined, readPages } from '../test-reading.ts'
import { imageToPdf } from './image.ts'
import { composeStampLabel, stampArrival, stampSize } from './index.ts'
import { InkMap } from './ink.ts'

const fields = {
  organization: 'Sở Nội vụ tỉnh Lam Hà',
  number: '1285',
  date: '2026-11-23',
  forward: 'Phòng Cải cách hành chính',
  fileCode: '03.VP/2026',
}

interface Sheet {
  rotate?: number
  crop?: [number, number, number, number]
  /** Filled parts in PDF space. */
  dark?: [number, number, number, number][]
  size?: [number, number]
  objectStreams?: boolean
}

async function page(options: Sheet = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const sheet = document.addPage(options.size ?? [595, 842])
  if (options.crop) sheet.setCropBox(...options.crop)
  if (options.rotate) sheet.setRotation(degrees(options.rotate))
  for (const [x, y, width, height] of options.dark ?? [])
    sheet.drawRectangle({ x, y, width, height, color: rgb(0, 0, 0) })
  return document.save({ useObjectStreams: options.objectStreams ?? true })
}

/** Where red ink is in the stamped page as seen, in points from the top left. */
async function redBox(bytes: Uint8Array): Promise<[number, number, number, number]> {
  const image = (await byPdfium(bytes, { page: 0, longSide: 842 }))!
  const plain = new InkMap(image)
  let box: [number, number, number, number] = [1e9, 1e9, -1, -1]
  for (let y = 0; y < image.height; y += 1)
    for (let x = 0; x < image.width; x += 1)
      if (plain.inside(x, y, 1, 1) > 0)
        box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  return box
}

describe('the arrival stamp', () => {
  it('is 35 x 50 mm and says the legal fields', async () => {
    const label = await composeStampLabel(fields)
    const sheet = (await PDFDocument.load(label)).getPage(0)
    expect(sheet.getWidth()).toBeCloseTo((50 / 25.4) * 72, 2)
    expect(sheet.getHeight()).toBeCloseTo((35 / 25.4) * 72, 2)
    const text = joined((await readPages(label))[0]!)
    for (const words of [
      'SỞ NỘI VỤ',
      'ĐẾN',
      'Số: 1285',
      'Ngày: 23/11/2026',
      'Chuyển: Phòng',
      'Số và ký hiệu HS: 03.VP/2026',
    ])
      expect(text).toContain(words)
  })

  it('leaves dots for what is unknown, and takes names of any length', async () => {
    const long =
      'Trung tâm Phát triển quỹ đất và Đo đạc bản đồ liên xã Sông Mây, Đồi Chè và các xã vùng cao biên giới tỉnh Lam Hà'
    const text = joined((await readPages(await composeStampLabel({ organization: long, number: '', date: '' })))[0]!)
    expect(text).toContain('BIÊN GIỚI')
    expect(text).not.toContain('undefined')
  })

  it.each([0, 90, 180, 270])(
    'stands upright where it says on a page turned by %i degrees, inside the CropBox',
    async (rotate) => {
      const original = await page({ rotate, crop: [40, 60, 500, 700] })
      const before = Buffer.from(original)
      const stamped = await stampArrival(original, fields)
      expect(stamped.isFree).toBe(true)
      const seen = await redBox(stamped.bytes)
      const view = rotate % 180 === 0 ? 700 : 700
      const scale = 842 / view
      for (const [index, edge] of stamped.box.entries()) expect(Math.abs(seen[index]! / scale - edge)).toBeLessThan(2.5)
      expect(stamped.box[2] - stamped.box[0]).toBeCloseTo(stampSize.width, 3)
      expect(Buffer.from(original).equals(before)).toBe(true)
      // Upright: pdfium reads the words of the stamp in reading order whatever the page's turn.
      expect(joined((await readPages(stamped.bytes))[0]!)).toContain('Số: 1285')
    },
  )

  it.each([true, false])(
    'adds to the end of the file, so that earlier signatures keep their bytes (object streams: %s)',
    async (objectStreams) => {
      const original = await page({ objectStreams })
      const stamped = await stampArrival(original, fields)
      expect(stamped.isIncremental).toBe(true)
      expect(Buffer.from(stamped.bytes).subarray(0, original.length).equals(Buffer.from(original))).toBe(true)
      const twice = await stampArrival(stamped.bytes, { ...fields, at: { x: 20, y: 200 } })
      expect((await PDFDocument.load(twice.bytes)).getPageCount()).toBe(1)
    },
  )

  it('covers nothing while a free place exists, and is never scaled down', async () => {
    // All dark but a hole of 52 x 37 mm at the lower right.
    const [width, height] = [(54 / 25.4) * 72, (39 / 25.4) * 72]
    const hole = { x: 400, y: 90 }
    const dark: Sheet['dark'] = [
      [0, 0, 595, hole.y],
      [0, hole.y + height, 595, 842 - hole.y - height],
      [0, hole.y, hole.x, height],
      [hole.x + width, hole.y, 595, height],
    ]
    const stamped = await stampArrival(await page({ dark }), fields)
    expect(stamped.isFree).toBe(true)
    expect(stamped.box[0]).toBeGreaterThanOrEqual(hole.x - 1)
    expect(stamped.box[3]).toBeLessThanOrEqual(842 - hole.y + 1)
  })

  it('prefers the place under the number at the left, then under place and date', async () => {
    const head: [number, number, number, number] = [60, 740, 480, 60]
    const free = await stampArrival(await page({ dark: [head] }), fields)
    expect(free.box[2]).toBeLessThan(595 / 2)
    expect(free.box[1]).toBeGreaterThan(100)
    expect(free.box[3]).toBeLessThan(421)
    const left: [number, number, number, number] = [0, 380, 330, 350]
    const right = await stampArrival(await page({ dark: [head, left] }), fields)
    expect(right.box[0]).toBeGreaterThan(595 / 2)
  })

  it('takes the place with least ink when none is free, and says so', async () => {
    const lines = Array.from({ length: 60 }, (_, index): [number, number, number, number] => [
      0,
      index * 14,
      595,
      index > 50 ? 2 : 5,
    ])
    const stamped = await stampArrival(await page({ dark: lines }), fields)
    expect(stamped.isFree).toBe(false)
    expect(stamped.inkShare).toBeGreaterThan(0)
    expect(stamped.inkShare).toBeLessThan(0.4)
    expect(stamped.box[2] - stamped.box[0]).toBeCloseTo(stampSize.width, 3)
  })

  it('does not take tint, grain and specks of a scan for ink', async () => {
    const width = 827
    const height = 1170
    const pixels = Buffer.alloc(width * height)
    for (let index = 0; index < pixels.length; index += 1) pixels[index] = 205 + ((index * 7919) % 23)
    for (let speck = 0; speck < 300; speck += 1) pixels[(speck * 3203) % pixels.length] = 20
    const scan = await sharp(pixels, { raw: { width, height, channels: 1 } })
      .withMetadata({ density: 100 })
      .png()
      .toBuffer()
    const stamped = await stampArrival(await imageToPdf(scan), fields)
    expect(stamped.isFree).toBe(true)
  })

  it('stands where it is told, and says whether ink is under it', async () => {
    const bytes = await page({ dark: [[0, 742, 595, 100]] })
    const over = await stampArrival(bytes, { ...fields, at: { x: 10, y: 10 } })
    expect(over.box[0]).toBeCloseTo((10 / 25.4) * 72, 3)
    expect(over.isFree).toBe(false)
    expect((await stampArrival(bytes, { ...fields, at: { x: 10, y: 100 } })).isFree).toBe(true)
    expect((await stampArrival(bytes, { ...fields, at: { x: 500, y: 500 } })).box[2]).toBeLessThanOrEqual(595.01)
  })

  it('refuses locked, broken and missing things by name', async () => {
    const locked = await PDFDocument.create()
    locked.addPage()
    locked.encrypt({ userPassword: 'x', ownerPassword: 'y' })
    const code = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => null,
        (reason: unknown) => reason,
      )
      return error instanceof AppError ? error.code : error
    }
    expect(await code(stampArrival(await locked.save(), fields))).toBe('COMPOSE_PDF_ENCRYPTED')
    expect(await code(stampArrival(new TextEncoder().encode('not a pdf'), fields))).toBe('COMPOSE_PDF_BROKEN')
    expect(await code(stampArrival(new Uint8Array(), fields))).toBe('COMPOSE_PDF_BROKEN')
    const whole = await page()
    // A page that names its content, and a file that ends before it.
    const full = Buffer.from(await page({ dark: [[100, 100, 50, 50]], objectStreams: false }))
    const text = full.toString('latin1')
    const content = Number(/\/Contents \[? ?(\d+) 0 R/.exec(text)![1])
    const missing = Buffer.from(text.replaceAll(`${content} 0 R`, `${content + 90} 0 R`), 'latin1')
    expect(await code(stampArrival(missing, fields))).toBe('COMPOSE_PDF_BROKEN')
    expect(await code(stampArrival(full.subarray(0, 60), fields))).toBe('COMPOSE_PDF_BROKEN')
    expect(await code(stampArrival(whole, { ...fields, page: 2 }))).toBe('COMPOSE_PAGE_MISSING')
  })

  it('writes a file anew whose cross-reference is off, instead of adding to it', async () => {
    const whole = Buffer.from(await page({ objectStreams: false }))
    const broken = Buffer.from(whole.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n7'), 'latin1')
    const stamped = await stampArrival(broken, fields)
    expect(stamped.isIncremental).toBe(false)
    expect(joined((await readPages(stamped.bytes))[0]!)).toContain('1285')
  })

  it('is drawn alike by both renderers', async () => {
    const bytes = await page({ dark: [[100, 500, 200, 100]] })
    const [one, other] = [
      await renderPage(bytes, { page: 0, longSide: 842 }),
      await byPdfium(bytes, { page: 0, longSide: 842 }),
    ]
    const dark = (image: typeof one) => new InkMap(image!).inside(0, 0, image!.width, image!.height)
    expect(Math.abs(dark(one) - dark(other))).toBeLessThan(dark(one) * 0.05)
  })
})

describe('pictures as PDF', () => {
  const picture = sharp({ create: { width: 600, height: 300, channels: 3, background: '#ddeeff' } })

  it('keeps the real size when the resolution is known, else fits A4', async () => {
    const known = await imageToPdf(await picture.clone().withMetadata({ density: 200 }).jpeg().toBuffer())
    expect((await PDFDocument.load(known)).getPage(0).getWidth()).toBeCloseTo((600 / 200) * 72, 1)
    const unknown = (await PDFDocument.load(await imageToPdf(await picture.clone().png().toBuffer()))).getPage(0)
    expect(unknown.getWidth()).toBeCloseTo((297 / 25.4) * 72, 1)
  })

  it('takes TIFF, CMYK, grey, transparent and turned pictures', async () => {
    const made = [
      picture.clone().tiff({ compression: 'lzw' }),
      picture.clone().toColourspace('cmyk').jpeg(),
      picture.clone().grayscale().png(),
      sharp({ create: { width: 50, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png(),
    ]
    for (const one of made) {
      const bytes = await imageToPdf(await one.toBuffer())
      expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1)
    }
    const turned = await imageToPdf(
      await picture.clone().withMetadata({ orientation: 6, density: 200 }).jpeg().toBuffer(),
    )
    const sheet = (await PDFDocument.load(turned)).getPage(0)
    expect(sheet.getHeight()).toBeGreaterThan(sheet.getWidth())
  })

  it('refuses what is no picture, or a picture cut short', async () => {
    const whole = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
        background: '#fff',
      },
    })
      .jpeg()
      .toBuffer()
    for (const bytes of [new TextEncoder().encode('hello'), whole.subarray(0, whole.length / 2)])
      await expect(imageToPdf(bytes)).rejects.toMatchObject({ code: 'COMPOSE_IMAGE_BROKEN' })
  })
})
