/** Fonts, colours and encoding of the letters. */
import { encodingOfFont, nfc } from '#engines/vn-text/index.ts'
import type { LayoutComponent } from '#regimes/layout/index.ts'
import { type Context, pieceOf, share, TOLERANCE, visibleRuns } from '../context.ts'
import { mendLetters, mendRun, type Touched } from '../mend.ts'
import type { TextRun } from '../model.ts'
import type { Component } from '../structure.ts'

export function checkLetters(context: Context): void {
  checkFonts(context)
  checkColors(context)
  checkEncoding(context)
}

/** The family's name, also as its faces are called (`Times New Roman Bold`). */
const family = (font: string) =>
  font
    .trim()
    .toLowerCase()
    .replace(/(?:[\s-]+(?:bold|italic|regular))+$/, '')

const isRight = (context: Context, run: TextRun) =>
  run.fonts.every((font) => context.page!.fonts.some((name) => name.toLowerCase() === family(font)))

const mendFonts = (context: Context, runs: readonly TextRun[]) =>
  context.canMend
    ? (touched: Touched) => {
        for (const run of runs) mendRun(run, { font: context.page!.fonts[0]! }, touched)
      }
    : null

function checkFonts(context: Context): void {
  if (!context.page) return
  const { components } = context.structure
  // letters of an old encoding are told as such, not as a font of the wrong name
  const isOff = (run: TextRun) => !isRight(context, run) && !run.fonts.some((font) => encodingOfFont(font) !== null)
  const all = components.flatMap(visibleRuns)
  const expected = context.page.fonts.join(', ')
  if (share(all, isOff) > 0.6) {
    context.add({
      component: 'font',
      aspect: 'font',
      expected,
      found: [...new Set(all.filter(isOff).flatMap((run) => run.fonts))].slice(0, 3).join(', '),
      source: context.page.source,
      mend: mendFonts(context, all.filter(isOff)),
    })
    return
  }
  for (const component of [...components, ...unnamed(context)]) {
    const runs = visibleRuns(component)
    if (share(runs, isOff) <= TOLERANCE) continue
    context.add({
      component: component.component,
      aspect: 'font',
      at: pieceOf(component, isOff),
      expected,
      found: runs.find(isOff)!.fonts.join(', '),
      source: context.page.source,
      mend: mendFonts(context, runs.filter(isOff)),
    })
  }
}

/** Text that is no component: tables in the body, and whatever stands in appendices. */
function unnamed(context: Context): Component[] {
  const { structure } = context
  const named = new Set(structure.components.flatMap((component) => component.pieces))
  const apart = new Set(structure.apart)
  return structure.pieces
    .filter((piece) => piece.at > structure.headEnd && !named.has(piece) && !apart.has(piece))
    .filter((piece) => piece.at < structure.tailStart || piece.at > structure.tailEnd)
    .map((piece) => ({ component: piece.at < structure.tailStart ? 'body' : 'appendix', form: '', pieces: [piece] }))
}

/** Automatic, black, or so dark that it prints black. */
const isBlack = (color: string | null) =>
  color === null ||
  (/^[0-9A-F]{6}$/.test(color) && [0, 2, 4].every((i) => Number.parseInt(color.slice(i, i + 2), 16) <= 0x20))

function checkColors(context: Context): void {
  if (!context.page) return
  const isOff = (run: TextRun) => !isBlack(run.color)
  for (const component of context.structure.components) {
    const row = context.form(component.form)
    const isRed = (run: TextRun) => run.color !== null && /^[B-F][0-9A-F][0-5][0-9A-F][0-5][0-9A-F]$/.test(run.color)
    if (row?.color !== 'red' || visibleRuns(component).every(isRed)) continue
    context.add({
      component: component.component,
      aspect: 'color',
      at: component.pieces[0]!,
      expected: 'màu đỏ tươi',
      found: 'màu khác',
      source: row.source,
      mend: context.canMend
        ? (touched) => {
            for (const run of visibleRuns(component)) mendRun(run, { color: 'FF0000' }, touched)
          }
        : null,
    })
  }
  const components = context.structure.components.filter((c) => c.component !== 'urgency-mark')
  const all = components.flatMap(visibleRuns)
  const told = (component: Component | null) => ({
    component: component?.component ?? ('font' as const),
    aspect: 'color' as const,
    at: component ? pieceOf(component, isOff) : null,
    expected: 'màu đen',
    found: `màu #${(component ? visibleRuns(component) : all).find(isOff)!.color}`,
    source: context.page!.source,
    mend: context.canMend
      ? (touched: Touched) => {
          for (const run of component ? visibleRuns(component) : all)
            if (isOff(run)) mendRun(run, { color: 'auto' }, touched)
        }
      : null,
  })
  if (share(all, isOff) > 0.6) {
    context.add(told(null))
    return
  }
  for (const component of components) if (share(visibleRuns(component), isOff) > TOLERANCE) context.add(told(component))
}

function checkEncoding(context: Context): void {
  const source = context.page?.source ?? context.sourceOf('body')
  const isLegacy = (component: Component) =>
    visibleRuns(component).some((run) => run.fonts.some((font) => encodingOfFont(font) !== null))
  const isLoose = (component: Component) =>
    component.pieces.some((piece) => piece.runs.some((run) => run.text !== nfc(run.text)))
  for (const [test, found, detail] of [
    [isLegacy, 'phông chữ và bảng mã cũ (TCVN3, VNI)', 'LEGACY'],
    [isLoose, 'Unicode tổ hợp (dấu tách rời chữ)', 'NFC'],
  ] as const) {
    const off = context.structure.components.filter(test)
    if (off.length === 0) continue
    const kinds = new Set(off.map((component) => component.component))
    const component: LayoutComponent =
      kinds.size === 1 ? off[0]!.component : kinds.size >= 4 ? 'font' : off[0]!.component
    context.add({
      component,
      aspect: 'encoding',
      detail,
      at: component === 'font' ? null : off[0]!.pieces[0]!,
      expected: 'Unicode dựng sẵn, TCVN 6909:2001',
      found,
      source,
      mend: context.canMend
        ? (touched) => {
            for (const component of off)
              for (const piece of component.pieces)
                for (const run of piece.runs) mendLetters(run, context.page!.fonts[0]!, touched)
          }
        : null,
    })
  }
}
