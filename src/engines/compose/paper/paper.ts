import PDFDocument from 'pdfkit'
import { allFaces, type Face, faceBytes } from './faces.ts'
import { balanced, breakLines, type Measure } from './lines.ts'
import { withOwnProfile } from './profile.ts'

export const POINTS_PER_MM = 72 / 25.4

/** Millimetres to PDF points. */
export function mm(value: number): number {
  return value * POINTS_PER_MM
}

export const paperSizes = {
  A4: { width: mm(210), height: mm(297) },
  A3: { width: mm(297), height: mm(420) },
} as const

export interface PaperOptions {
  title?: string
  author?: string
  /** ISO date kept as the file's creation date; without it a fixed one, so that equal input gives equal bytes. */
  createdAt?: string
  /** As PDF/A-2b as can be: XMP with its identification, an output intent with a profile of our own. */
  isArchival?: boolean
}

export interface TextStyle {
  face?: Face
  size: number
  color?: string
  align?: 'left' | 'center' | 'right'
  /** Width in points for `align`; ignored for left. */
  width?: number
  strike?: boolean
}

/**
 * A PDF being printed: pdfkit with the house's fonts, text by baseline, and widths measured once per word (a register of
 * 20,000 rows repeats the same few thousand syllables).
 */
export class Paper {
  readonly doc: PDFKit.PDFDocument
  readonly #done: Promise<Uint8Array>
  readonly #widths = new Map<Face, Map<string, number>>()

  constructor(options: PaperOptions = {}) {
    const created = new Date(options.createdAt ?? '2000-01-01T00:00:00Z')
    this.doc = new PDFDocument({
      autoFirstPage: false,
      bufferPages: true,
      lang: 'vi-VN',
      pdfVersion: '1.7',
      displayTitle: true,
      ...(options.isArchival ? { subset: 'PDF/A-2b' as const } : {}),
      info: {
        Title: options.title ?? '',
        Author: options.author ?? '',
        Creator: 'Văn Khố',
        Producer: 'Văn Khố',
        CreationDate: created,
      },
    })
    if (options.isArchival) withOwnProfile(this.doc)
    for (const face of allFaces) this.doc.registerFont(face, faceBytes(face))
    const chunks: Uint8Array[] = []
    this.doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    this.#done = new Promise((resolve, reject) => {
      this.doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
      this.doc.on('error', reject)
    })
  }

  /** Starts a page of that many points. */
  page(width: number, height: number): void {
    if (this.pages > 0) this.#settle()
    this.doc.addPage({ size: [width, height], margin: 0 })
  }

  /**
   * Writes out what the page in hand holds, so that a thick book costs little memory; a second, still empty content
   * stream stays open for what is only known at the end (page x/y, the cover's numbers).
   */
  #settle(): void {
    const page = this.doc.page as unknown as {
      content: { write(chunk: string): void; end(): void }
      dictionary: { data: Record<string, unknown> }
    }
    const written = page.content
    page.content = this.doc.ref({}) as unknown as typeof written
    // A stream nobody writes to would not be one, and readers stumble over it.
    page.content.write('')
    page.dictionary.data['Contents'] = [written, page.content]
    written.end()
  }

  /** A function that measures text in points at this face and size. */
  measure(face: Face, size: number): Measure {
    const widths = this.#widths.get(face) ?? new Map<string, number>()
    this.#widths.set(face, widths)
    const wordWidth = (word: string): number => {
      let width = widths.get(word)
      if (width === undefined) {
        width = this.doc.font(face).fontSize(1000).widthOfString(word)
        if (widths.size > 100_000) widths.clear()
        widths.set(word, width)
      }
      return width
    }
    const space = wordWidth(' ')
    return (text) => {
      let total = -space
      for (const word of text.split(' ')) total += space + (word === '' ? 0 : wordWidth(word))
      return (Math.max(0, total) * size) / 1000
    }
  }

  /** Draws one line with its baseline at `y` points from the page's top; returns the width drawn. */
  text(text: string, x: number, y: number, style: TextStyle): number {
    const face = style.face ?? 'regular'
    const line = text.normalize('NFC')
    const width = this.measure(face, style.size)(line)
    if (style.align === 'center') x += ((style.width ?? 0) - width) / 2
    else if (style.align === 'right') x += (style.width ?? 0) - width
    const color = style.color ?? 'black'
    if (line !== '') {
      this.doc.font(face).fontSize(style.size).fillColor(color)
      this.doc.text(line, x, y, { lineBreak: false, baseline: 'alphabetic' })
      if (style.strike) this.rule(x - 1, y - style.size * 0.29, x + width + 1, y - style.size * 0.29, 0.8, color)
    }
    return width
  }

  /** Draws text broken to `width` points, first baseline at `y`; returns the baseline after the last line. */
  block(text: string, x: number, y: number, width: number, style: TextStyle & { leading?: number }): number {
    const leading = style.leading ?? style.size * 1.25
    const lines = style.align === 'center' ? balanced : breakLines
    for (const line of lines(text, width, this.measure(style.face ?? 'regular', style.size))) {
      this.text(line, x, y, { ...style, width })
      y += leading
    }
    return y
  }

  /** A straight line. */
  rule(x0: number, y0: number, x1: number, y1: number, thickness = 0.5, color = 'black'): void {
    this.doc.lineWidth(thickness).strokeColor(color).moveTo(x0, y0).lineTo(x1, y1).stroke()
  }

  /** Number of pages made so far. */
  get pages(): number {
    return this.doc.bufferedPageRange().count
  }

  /** Goes back to a page (from 0) to draw more on it. */
  turnTo(page: number): void {
    this.doc.switchToPage(page)
  }

  /** Closes the file. @returns its bytes. */
  finish(): Promise<Uint8Array> {
    this.doc.flushPages()
    this.doc.end()
    return this.#done
  }
}
