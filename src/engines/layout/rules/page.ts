/** Paper, margins and page numbers. */
import { type Context, weight } from '../context.ts'
import { mendParagraph, mendRun, mendSection, type RunMend, type Touched } from '../mend.ts'
import type { PageNumberMark, Section } from '../model.ts'

const mm = (value: number) => `${String(Math.round(value * 10) / 10).replace('.', ',')} mm`
const range = ([from, to]: readonly [number, number]) =>
  from === to ? mm(from) : `${String(from).replace('.', ',')}–${mm(to)}`
/** Word keeps twentieths of a point: a hair over is no fault. */
const HAIR = 0.3
/** On a PDF the margins are measured on the letters. */
const MEASURED = 2.6

const mending = (context: Context, mend: (touched: Touched) => void) => (context.canMend ? mend : null)

export function checkPage(context: Context): void {
  const { page } = context
  if (!page) return
  const sections = context.structure.document.sections
  sections.forEach((section, i) => {
    checkPaper(context, section, i)
    if (!section.isLandscape) checkMargins(context, section)
  })
  checkPageNumbers(context)
}

function checkPaper(context: Context, section: Section, i: number): void {
  const page = context.page!
  const [short, long] = [Math.min(section.widthMm, section.heightMm), Math.max(section.widthMm, section.heightMm)]
  const fits = page.papersMm.some((paper) => Math.abs(paper.width - short) <= 1 && Math.abs(paper.height - long) <= 1)
  const expected = page.papersMm.map((paper) => `${paper.name} (${paper.width} × ${paper.height} mm)`).join(' hoặc ')
  if (!fits) {
    const found = `${Math.round(section.widthMm)} × ${Math.round(section.heightMm)} mm`
    const [paper] = page.papersMm
    const paperMm = section.isLandscape
      ? { width: paper!.height, height: paper!.width }
      : { width: paper!.width, height: paper!.height }
    const mend = mending(context, (touched) => mendSection(section, { paperMm }, touched))
    context.add({ component: 'page', aspect: 'size', expected, found, source: page.source, mend })
  } else if (section.isLandscape && i === 0) {
    // appendices may lie on their side, the document itself stands
    context.add({
      component: 'page',
      aspect: 'position',
      expected: 'trang đứng',
      found: 'trang nằm ngang',
      source: page.source,
    })
  }
}

const SIDES = { top: 'lề trên', bottom: 'lề dưới', left: 'lề trái', right: 'lề phải' } as const

function checkMargins(context: Context, section: Section): void {
  const page = context.page!
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    const value = section.marginsMm[side]
    const [from, to] = page.marginsMm[side]
    const hair = context.canMend ? HAIR : MEASURED
    // what was not measured is not judged
    if (Number.isNaN(value) || (value >= from - hair && value <= to + hair)) continue
    context.add({
      component: 'page',
      aspect: 'spacing',
      detail: side,
      expected: `${SIDES[side]} ${range(page.marginsMm[side])}`,
      found: `${SIDES[side]} ${mm(value)}`,
      source: page.source,
      mend: mending(context, (touched) => {
        mendSection(section, { marginsMm: { [side]: value < from ? from : to } }, touched)
      }),
    })
  }
}

/** Pages of the document itself: appendices and attached regulations count their own, from 1 again. */
function mainPages(context: Context, pages: number): number {
  const { components, tailEnd } = context.structure
  const attached = components.find(
    (component) =>
      component.pieces[0]!.at > tailEnd && (component.form === 'appendix' || component.component === 'type-name'),
  )
  const page = attached?.pieces[0]?.paragraph.page
  return page == null ? pages : Math.max(1, page - 1)
}

/** Lines of about eighty letters, forty to a page: enough to tell one page from more. */
function pagesAbout(context: Context): number {
  const { document } = context.structure
  if (document.pages !== null) return mainPages(context, document.pages)
  let lines = 0
  let breaks = document.sections.length - 1
  const columns = new Map<string, number>()
  const measure = (length: number, columnsOf: number) => Math.max(1, Math.ceil((length * columnsOf) / 82))
  for (const paragraph of document.paragraphs) {
    const length = paragraph.runs.reduce((sum, run) => sum + run.text.length, 0)
    if (paragraph.startsPage) breaks++
    if (paragraph.place.kind === 'cell') {
      const { table, row, column, columns: of } = paragraph.place
      const key = `${table} ${row} ${column}`
      columns.set(key, (columns.get(key) ?? 0) + measure(length, of))
    } else if (paragraph.place.kind === 'text')
      lines += measure(length, 1) + (paragraph.afterPt + paragraph.beforePt) / 18
  }
  const rows = new Map<string, number>()
  for (const [key, height] of columns) {
    const row = key.split(' ').slice(0, 2).join(' ')
    rows.set(row, Math.max(rows.get(row) ?? 0, height))
  }
  for (const height of rows.values()) lines += height
  return Math.max(lines / 42, breaks > 0 ? 1 + breaks : 0)
}

function checkPageNumbers(context: Context): void {
  const page = context.page!
  const { sections } = context.structure.document
  const [first] = sections
  if (!first) return
  const component = 'page-number' as const
  const source = page.source
  if (first.firstPage.length > 0 && (first.startsAt ?? 1) <= 1) {
    context.add({
      component,
      aspect: 'position',
      expected: 'không hiển thị số trang thứ nhất',
      found: 'trang thứ nhất có số trang',
      source,
      // a first page of its own without a header of its own shows nothing
      mend: first.hasFirstHeader
        ? null
        : mending(context, (touched) => mendSection(first, { isTitlePage: true }, touched)),
    })
  }
  const marks = first.otherPages
  if (marks.length === 0) {
    if (pagesAbout(context) > 1.4)
      context.add({
        component,
        aspect: 'missing',
        expected: 'số trang ở giữa lề trên',
        found: 'không có số trang',
        source,
      })
    return
  }
  if (first.numberFormat !== 'decimal')
    context.add({
      component,
      aspect: 'pattern',
      detail: 'FORMAT',
      expected: 'chữ số Ả Rập',
      found: first.numberFormat,
      source,
    })
  if (first.startsAt !== null && first.startsAt > 1)
    context.add({
      component,
      aspect: 'value',
      expected: 'số trang bắt đầu từ 1',
      found: String(first.startsAt),
      source,
    })
  for (const mark of marks) checkMark(context, mark)
}

function checkMark(context: Context, mark: PageNumberMark): void {
  const page = context.page!
  const component = 'page-number' as const
  const { source, pageNumber } = page
  if (mark.where === 'footer') {
    context.add({ component, aspect: 'position', detail: 'FOOTER', expected: 'ở lề trên', found: 'ở lề dưới', source })
  } else if (mark.align !== pageNumber.align) {
    context.add({
      component,
      aspect: 'alignment',
      expected: 'canh giữa',
      found: mark.align === 'right' ? 'canh phải' : 'canh trái',
      source,
      mend:
        mark.paragraph && !mark.isFramed
          ? mending(context, (touched) =>
              mendParagraph(mark.paragraph!, { align: 'center', firstIndentMm: 0 }, touched),
            )
          : null,
    })
  }
  const runs = mark.runs.filter((run) => weight(run) > 0)
  const off = runs.find((run) => run.sizePt < pageNumber.sizePt[0] || run.sizePt > pageNumber.sizePt[1])
  const sizes =
    pageNumber.sizePt[0] === pageNumber.sizePt[1] ? `cỡ ${pageNumber.sizePt[0]}` : `cỡ ${pageNumber.sizePt.join('–')}`
  const onRuns = (to: RunMend) =>
    mending(context, (touched) => {
      for (const run of mark.runs) mendRun(run, to, touched)
    })
  if (off) {
    const mend = onRuns({ sizePt: pageNumber.sizePt[1] })
    context.add({ component, aspect: 'size', expected: sizes, found: `cỡ ${off.sizePt}`, source, mend })
  }
  const styled = runs.find((run) => run.isBold || run.isItalic)
  if (styled)
    context.add({
      component,
      aspect: 'style',
      expected: 'kiểu chữ đứng',
      found: styled.isBold ? 'đậm' : 'nghiêng',
      source,
      mend: onRuns({ isBold: false, isItalic: false }),
    })
  const font = runs.find((run) => run.fonts.some((name) => !page.fonts.includes(name)))
  if (font && !context.has('font', 'font'))
    context.add({
      component,
      aspect: 'font',
      expected: page.fonts.join(', '),
      found: font.fonts.join(', '),
      source,
      mend: onRuns({ font: page.fonts[0]! }),
    })
  if (
    pageNumber.fromTopMm !== null &&
    mark.fromEdgeMm !== null &&
    mark.where === 'header' &&
    Math.abs(mark.fromEdgeMm - pageNumber.fromTopMm) > 2.8
  )
    context.add({
      component,
      aspect: 'position',
      detail: 'EDGE',
      expected: `cách mép trên ${mm(pageNumber.fromTopMm)}`,
      found: mm(mark.fromEdgeMm),
      source,
      mend: mending(context, (touched) => {
        const [section] = context.structure.document.sections
        mendSection(section!, { headerMm: pageNumber.fromTopMm! }, touched)
        if (mark.paragraph) mendParagraph(mark.paragraph, { beforePt: 0 }, touched)
      }),
    })
  const around = mark.runs
    .map((run) => run.text)
    .join('')
    .trim()
  if (/\p{L}|[-–/]/u.test(around))
    context.add({ component, aspect: 'pattern', expected: 'chỉ số thứ tự trang', found: `“${around}”`, source })
}
