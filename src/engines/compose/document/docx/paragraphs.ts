/** Paragraphs of a sheet as Word paragraphs: their look lies in styles, only what differs stands with them. */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IParagraphStyleOptions,
  type IRunOptions,
  LineRuleType,
  NoBreakHyphen,
  Paragraph,
  TextRun,
  UnderlineType,
} from 'docx'
import { POINTS_PER_MM } from '../plan/facts.ts'
import type { Para, Part, Sheets, Span } from '../sheet.ts'

export const twipsOf = (points: number): number => Math.round(points * 20)
export const twipsOfMm = (mm: number): number => twipsOf(mm * POINTS_PER_MM)

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const
const RED = 'FF0000'

/** Names that people read in Word's list of styles. */
const NAMES: Record<Part, string> = {
  'national-title': 'VB Quốc hiệu',
  motto: 'VB Tiêu ngữ',
  'party-title': 'VB Tiêu đề Đảng',
  'parent-organization': 'VB Cơ quan chủ quản',
  'issuing-organization': 'VB Cơ quan ban hành',
  'organization-mark': 'VB Dấu sao',
  number: 'VB Số, ký hiệu',
  'place-date': 'VB Địa danh, thời gian',
  'subject-letter': 'VB Trích yếu công văn',
  'urgency-mark': 'VB Độ khẩn',
  'circulation-mark': 'VB Phạm vi lưu hành',
  'type-name': 'VB Tên loại',
  subject: 'VB Trích yếu',
  'subject-rule': 'VB Gạch dưới trích yếu',
  addressee: 'VB Kính gửi',
  decides: 'VB Thẩm quyền ban hành',
  basis: 'VB Căn cứ',
  turn: 'VB Quyết định',
  body: 'VB Nội dung',
  heading: 'VB Phần, Chương, Mục',
  'heading-title': 'VB Tiêu đề Phần, Chương, Mục',
  'heading-roman': 'VB Mục La Mã',
  article: 'VB Điều',
  clause: 'VB Khoản',
  point: 'VB Điểm',
  caption: 'VB Tên bảng',
  'signature-authority': 'VB Quyền hạn ký',
  'signer-position': 'VB Chức vụ ký',
  'signature-room': 'VB Chỗ ký',
  'signer-name': 'VB Họ tên người ký',
  'recipients-label': 'VB Nơi nhận',
  recipients: 'VB Danh sách nơi nhận',
  drafter: 'VB Ký hiệu người soạn',
  contact: 'VB Liên hệ',
  appendix: 'VB Phụ lục',
  'appendix-title': 'VB Tiêu đề phụ lục',
  'appendix-reference': 'VB Kèm theo',
  'table-head': 'VB Đầu bảng',
  'table-cell': 'VB Ô bảng',
}

const styleId = (part: Part): string => `VB${part.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`

interface Run {
  size: number
  bold: boolean
  italics: boolean
  underline: boolean
  color: string | undefined
}

const runOf = (para: Para, span: Span | undefined): Run => ({
  size: Math.round(para.sizePt * 2),
  bold: span?.isBold ?? false,
  italics: span?.isItalic ?? false,
  underline: span?.isUnderlined ?? false,
  color: para.color === 'red' ? RED : undefined,
})

function formatOf(para: Para) {
  const { line } = para
  return {
    alignment: ALIGN[para.align],
    indent: { left: twipsOfMm(para.leftIndentMm), firstLine: twipsOfMm(para.firstIndentMm) },
    spacing: {
      before: twipsOf(para.beforePt),
      after: twipsOf(para.afterPt),
      ...('points' in line
        ? { line: twipsOf(line.points), lineRule: LineRuleType.EXACT }
        : { line: Math.round(line.multiple * 240), lineRule: LineRuleType.AUTO }),
    },
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Writes paragraphs, and gathers the styles that they need: a style looks like the first paragraph of its part. */
export class Writer {
  readonly #first = new Map<Part, Para>()
  readonly #font: string

  constructor({ page }: Sheets) {
    this.#font = page.font
  }

  styles(): IParagraphStyleOptions[] {
    return [...this.#first.values()].map((para) => {
      const { underline, ...run } = runOf(para, para.spans[0])
      return {
        id: styleId(para.part),
        name: NAMES[para.part],
        basedOn: 'Normal',
        quickFormat: true,
        run: { font: this.#font, ...run, ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}) },
        paragraph: { ...formatOf(para), widowControl: true },
      }
    })
  }

  /** @param roomPt width that the paragraph has, for lines and boxes under and around it */
  write(para: Para, roomPt: number): Paragraph[] {
    const model = this.#first.get(para.part) ?? para
    this.#first.set(para.part, model)
    if (para.roomPt !== undefined) return [this.#room(para)]
    const format = formatOf(para)
    const own = formatOf(model)
    const shared: IParagraphOptions = {
      style: styleId(para.part),
      ...(para.keepNext ? { keepNext: true } : {}),
      ...(para.outline ? { outlineLevel: para.outline - 1 } : {}),
    }
    const indent = para.frame ? this.#frameIndent(para, roomPt) : format.indent
    const afterPt = para.rulePt === undefined ? para.afterPt : 0
    const spacing = { ...format.spacing, after: twipsOf(afterPt) }
    const paragraph = new Paragraph({
      ...shared,
      ...(format.alignment === own.alignment ? {} : { alignment: format.alignment }),
      ...(isSame(indent, own.indent) ? {} : { indent }),
      ...(isSame(spacing, own.spacing) ? {} : { spacing }),
      ...(para.frame ? { border: box(para) } : {}),
      children: para.spans.flatMap((span) => this.#runs(para, span, runOf(model, model.spans[0]))),
    })
    return para.rulePt === undefined ? [paragraph] : [paragraph, this.#rule(para, roomPt)]
  }

  /** Free height for the signature: an empty line of that height. */
  #room(para: Para): Paragraph {
    return new Paragraph({
      style: styleId(para.part),
      keepNext: true,
      spacing: { before: 0, after: 0, line: twipsOf(para.roomPt!), lineRule: LineRuleType.EXACT },
    })
  }

  /** The line under a text: the upper border of a flat paragraph as wide as the line. */
  #rule(para: Para, roomPt: number): Paragraph {
    const side = Math.max(0, (roomPt - para.rulePt!) / 2)
    return new Paragraph({
      ...(para.keepNext ? { keepNext: true } : {}),
      indent: { left: twipsOf(side), right: twipsOf(side) },
      spacing: {
        before: twipsOf(2),
        after: twipsOf(para.afterPt),
        line: twipsOf(3),
        lineRule: LineRuleType.EXACT,
      },
      border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: 'auto' } },
    })
  }

  #frameIndent(para: Para, roomPt: number) {
    const side = Math.max(0, (roomPt - para.frame!.widthMm * POINTS_PER_MM) / 2)
    return { left: twipsOf(side), right: twipsOf(side), firstLine: 0 }
  }

  /** Only what differs from the style; line feeds become breaks, hyphens of symbols hold the symbol together. */
  #runs(para: Para, span: Span, model: Run): TextRun[] {
    const run = runOf(para, span)
    const look: IRunOptions = {
      ...(run.size === model.size ? {} : { size: run.size }),
      ...(run.bold === model.bold ? {} : { bold: run.bold }),
      ...(run.italics === model.italics ? {} : { italics: run.italics }),
      ...(run.underline === model.underline
        ? {}
        : { underline: { type: run.underline ? UnderlineType.SINGLE : UnderlineType.NONE } }),
      ...(run.color === model.color ? {} : { color: run.color ?? 'auto' }),
    }
    return span.text.split('\n').flatMap((line, i) => {
      const children: (string | NoBreakHyphen)[] = []
      for (const [part, piece] of line.split(/(?<=[^\s-])-(?=[^\s-])/).entries()) {
        if (part > 0) children.push(new NoBreakHyphen())
        if (piece !== '') children.push(piece)
      }
      return children.length > 0 || i > 0 ? [new TextRun({ ...look, children, ...(i > 0 ? { break: 1 } : {}) })] : []
    })
  }
}

function box(para: Para) {
  const edge = (space: number) => ({
    style: BorderStyle.SINGLE,
    size: 8,
    space,
    color: para.color === 'red' ? RED : 'auto',
  })
  const free = Math.max(0, Math.round((para.frame!.heightMm * POINTS_PER_MM - para.sizePt * 1.149) / 2))
  return { top: edge(free), bottom: edge(free), left: edge(0), right: edge(0) }
}
