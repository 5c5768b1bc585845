import type { Face } from '#engines/compose/paper/faces.ts'
import { balanced, breakLines } from '#engines/compose/paper/lines.ts'
import { mm, Paper, paperSizes } from '#engines/compose/paper/paper.ts'

/** A line as drawn: what a text layer would hold. Points from the top left of the page; `y` is the baseline. */
export interface Run {
  page: number
  text: string
  x: number
  y: number
  size: number
  face: Face
  width: number
  /** What is written by hand, or null for typed lines: a text layer rarely has it right. */
  hand: Hand | null
}

export type Hand = 'number' | 'day' | 'month' | 'stamp'

export interface Box {
  page: number
  /** [left, top, right, bottom] in points from the top left corner. */
  box: [number, number, number, number]
}

export interface Look {
  face?: Face
  size: number
  align?: 'left' | 'center' | 'right'
  width?: number
}

/** Pages being typed: remembers every line, and where the fields of the truth stand. */
export class Sheet {
  readonly paper: Paper
  readonly runs: Run[] = []
  readonly boxes: Record<string, Box> = {}
  readonly width = paperSizes.A4.width
  readonly height = paperSizes.A4.height
  y = 0
  page = 0
  readonly #margins: { left: number; right: number; top: number; bottom: number }
  readonly #numberSize: number

  constructor(
    title: string,
    margins: { left: number; right: number; top: number; bottom: number },
    numberSize: number,
  ) {
    this.paper = new Paper({ title })
    this.#margins = margins
    this.#numberSize = numberSize
    this.paper.page(this.width, this.height)
    this.y = mm(margins.top)
  }

  get left(): number {
    return mm(this.#margins.left)
  }

  get right(): number {
    return this.width - mm(this.#margins.right)
  }

  /** One line; returns its width. */
  put(text: string, x: number, y: number, look: Look): number {
    const width = this.paper.text(text, x, y, look)
    const room = look.width ?? 0
    const start = look.align === 'center' ? x + (room - width) / 2 : look.align === 'right' ? x + room - width : x
    this.#remember(text, start, y, look, width)
    return width
  }

  /** Records something drawn by other means (handwriting, stamps). */
  note(text: string, x: number, y: number, size: number, width: number, hand: Hand): void {
    this.runs.push({ page: this.page, text, x, y, size, face: 'regular', width, hand })
  }

  /** Lines broken to a width and centred or left; returns the baseline after the last. */
  block(text: string, x: number, y: number, width: number, look: Look & { leading?: number }): number {
    const lines = look.align === 'center' ? balanced : breakLines
    for (const line of lines(text, width, this.paper.measure(look.face ?? 'regular', look.size))) {
      this.put(line, x, y, { ...look, width })
      y += look.leading ?? look.size * 1.22
    }
    return y
  }

  /** A justified paragraph that flows over pages, from `this.y` on; `first` indents its first line, `lead` begins it in bold. */
  flow(text: string, look: Look & { first?: number; leading: number; after?: number; lead?: string }): void {
    const face = look.face ?? 'regular'
    const measure = this.paper.measure(face, look.size)
    const width = this.right - this.left
    const first = look.first ?? 0
    // The first line is shorter by its indent: a piece of that width is put in front while breaking.
    const indent = first > 0 ? '\u00a0'.repeat(Math.round(first / measure('\u00a0'))) : ''
    const lines = breakLines(indent + text, width, measure)
    for (const [index, line] of lines.entries()) {
      this.room(look.leading)
      const words = line.replaceAll('\u00a0', '')
      const x = this.left + (index === 0 ? first : 0)
      const lead = index === 0 && look.lead !== undefined && words.startsWith(look.lead) ? look.lead : ''
      // pdfkit drops a space at the start of a line, so the rest is placed after it.
      const leadWidth = this.paper.measure('bold', look.size)(lead)
      const natural = leadWidth + measure(words) - measure(lead)
      const gaps = words.split(' ').length - 1
      const isLast = index === lines.length - 1
      const spare = this.right - x - natural
      const wordSpacing = !isLast && gaps > 0 && spare > 0 && spare < width * 0.25 ? spare / gaps : 0
      const doc = this.paper.doc
      const style = { lineBreak: false, baseline: 'alphabetic', wordSpacing } as const
      doc.fontSize(look.size).fillColor('black')
      if (lead !== '') doc.font('bold').text(lead, x, this.y, style)
      const after = lead === '' ? 0 : leadWidth + measure(' ') + lead.split(' ').length * wordSpacing
      doc.font(face).text(words.slice(lead.length).trimStart(), x + after, this.y, style)
      this.#remember(words, x, this.y, look, natural + wordSpacing * gaps)
      this.y += look.leading
    }
    this.y += look.after ?? 0
  }

  /** Begins a new page when less than `needed` points are left. */
  room(needed: number): void {
    if (this.y + needed <= this.height - mm(this.#margins.bottom)) return
    this.paper.page(this.width, this.height)
    this.page += 1
    const number = { size: this.#numberSize, align: 'center', width: this.width } as const
    this.put(String(this.page + 1), 0, mm(14), number)
    this.y = mm(this.#margins.top) + 6
  }

  /** Everything drawn in `draw` belongs to a field of the truth. */
  mark(field: string, draw: () => void): void {
    const from = this.runs.length
    draw()
    const own = this.runs.slice(from)
    const page = own[0]?.page ?? this.page
    const inPage = own.filter((run) => run.page === page)
    if (inPage.length === 0) return
    this.boxes[field] = {
      page: page + 1,
      box: [
        Math.min(...inPage.map((run) => run.x)),
        Math.min(...inPage.map((run) => run.y - run.size * 0.95)),
        Math.max(...inPage.map((run) => run.x + run.width)),
        Math.max(...inPage.map((run) => run.y + run.size * 0.25)),
      ],
    }
  }

  #remember(text: string, x: number, y: number, look: Look, width: number): void {
    if (text.trim() === '') return
    this.runs.push({ page: this.page, text, x, y, size: look.size, face: look.face ?? 'regular', width, hand: null })
  }
}
