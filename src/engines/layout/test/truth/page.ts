/** Paper, margins, page numbers, fonts, colours, encodings. */
import { isPara, type Paper, parasOf } from '../make/paper.ts'
import { at, both, type Expected, each, type Fault, look, one, party, state } from './fault.ts'
import { tcvn3, vni } from './legacy.ts'

// Neither handbook nor contract says which word names a margin that is wrong.
const margin: Expected[] = at('page', 'spacing', 'value', 'position', 'size', 'indent')

type Side = 'top' | 'bottom' | 'left' | 'right'

const margins = (regime: 'state' | 'party', side: Side, wrong: number, rule: string): Fault => ({
  name: `${regime}-margin-${side}-${wrong}`,
  regimes: [regime],
  rule: `${rule}: margin ${side} ${wrong} mm`,
  expected: margin,
  apply: (paper) => {
    paper.page[side] = wrong
    return true
  },
})

const stateMargin = '5.1 Page; PL I.I.3'
const partyMargin = '5.3 Page'

const pageNumber = (
  name: string,
  regimes: Fault['regimes'],
  rule: string,
  expected: Expected[],
  change: (paper: Paper) => void,
  more: Partial<Fault> = {},
): Fault => ({
  name: `page-number-${name}`,
  regimes,
  rule: `5.1, 5.3 page number; PL I.I.7: ${rule}`,
  expected,
  apply: (paper) => {
    change(paper)
    return true
  },
  ...more,
})

export const pageFaults: Fault[] = [
  ...(
    [
      ['top', 15],
      ['top', 32],
      ['bottom', 14],
      ['bottom', 32],
      ['left', 22],
      ['left', 42],
      ['right', 10],
      ['right', 27],
    ] as [Side, number][]
  ).map(([side, wrong]) => margins('state', side, wrong, stateMargin)),
  ...(
    [
      ['top', 28],
      ['bottom', 30],
      ['left', 22],
      ['left', 38],
      ['right', 25],
    ] as [Side, number][]
  ).map(([side, wrong]) => margins('party', side, wrong, partyMargin)),
  {
    name: 'page-letter',
    regimes: both,
    rule: '5.1, 5.3 Page; PL I.I.1: US Letter in place of A4',
    expected: at('page', 'size'),
    apply: (paper) => {
      Object.assign(paper.page, { width: 215.9, height: 279.4 })
      return true
    },
  },
  {
    name: 'page-landscape',
    regimes: state,
    rule: '5.1 Page; PL I.I.2: landscape without a table in the text',
    expected: at('page', 'position', 'value', 'size', 'alignment', 'style'),
    limits: { header: ['table', 'rows'] },
    apply: (paper) => {
      if (paper.main.some((block) => !isPara(block))) return false
      paper.page.landscape = true
      return true
    },
  },
  pageNumber(
    'missing',
    both,
    'several pages without numbers',
    at('page-number', 'missing'),
    (paper) => {
      paper.pageNumber.shown = false
    },
    { wish: { long: true }, forms: ['regulation', 'plan', 'letter', 'decision'] },
  ),
  pageNumber('on-first', both, 'shown on page 1', at('page-number', 'position', 'value', 'text', 'style'), (paper) => {
    paper.pageNumber.onFirst = true
  }),
  pageNumber('in-footer', both, 'in the bottom margin', at('page-number', 'position'), (paper) => {
    paper.pageNumber.place = 'footer'
  }),
  pageNumber('right', both, 'at the right', at('page-number', 'alignment', 'position'), (paper) => {
    paper.pageNumber.align = 'right'
  }),
  pageNumber('left', both, 'at the left', at('page-number', 'alignment', 'position'), (paper) => {
    paper.pageNumber.align = 'left'
  }),
  pageNumber('small', both, 'size 11', at('page-number', 'size'), (paper) => {
    paper.pageNumber.look.size = 11
  }),
  pageNumber('13', party, 'size 13, not 14', at('page-number', 'size'), (paper) => {
    paper.pageNumber.look.size = 13
  }),
  pageNumber('large', both, 'size 16', at('page-number', 'size'), (paper) => {
    paper.pageNumber.look.size = 16
  }),
  pageNumber('italic', state, 'italic', at('page-number', 'style'), (paper) => {
    paper.pageNumber.look.italic = true
  }),
  pageNumber('roman', both, 'Roman', at('page-number', 'pattern', 'value', 'text', 'style'), (paper) => {
    paper.pageNumber.roman = true
  }),
  pageNumber('deep', party, '15 mm from the edge', at('page-number', 'position', 'spacing', 'value'), (paper) => {
    paper.page.header = 15
  }),
  pageNumber('font', both, 'in Arial', at('page-number', 'font', 'font font'), (paper) => {
    paper.pageNumber.look.font = 'Arial'
  }),
  {
    name: 'appendix-pages-go-on',
    regimes: state,
    rule: '5.1 page number, appendices; PL I.III.1.đ: pages of an appendix go on from the text',
    expected: at('page-number', 'order', 'value', 'text', 'appendix order', 'appendix value', 'page-number pattern'),
    wish: { appendices: 1 },
    apply: (paper) => {
      for (const appendix of paper.appendices) appendix.restarts = false
      return paper.appendices.length > 0
    },
  },
]

const fontOf = (component: string): Expected[] => at(component, 'font', 'font font')
const colourOf = (component: string): Expected[] => at(component, 'color', 'font color')

const everywhere =
  (change: (paper: Paper) => void): Fault['apply'] =>
  (paper) => {
    change(paper)
    return true
  }

export const fontFaults: Fault[] = [
  {
    name: 'font-everywhere',
    regimes: both,
    rule: '5.1, 5.3 Page; PL I.I.4: the whole document in Arial',
    expected: at('font', 'font', 'body font'),
    apply: everywhere((paper) => {
      for (const para of parasOf(paper)) look(para, { font: 'Arial' })
      paper.pageNumber.look.font = 'Arial'
    }),
  },
  {
    name: 'font-body-paragraph',
    regimes: both,
    rule: '5.1, 5.3 Page; PL I.I.4: one paragraph in Calibri',
    expected: fontOf('body'),
    apply: one('body', (para) => {
      look(para, { font: 'Calibri' })
      return true
    }),
  },
  ...(
    [
      ['national-title', state],
      ['type-name', both],
      ['subject', both],
      ['number', both],
    ] as const
  ).map(
    ([part, regimes]): Fault => ({
      name: `font-${part}`,
      regimes: [...regimes],
      rule: '5.1, 5.3 Page; PL I.I.4: Arial in one component',
      expected: fontOf(part),
      apply: each(part)((para) => look(para, { font: 'Arial' })),
    }),
  ),
  {
    name: 'font-name',
    regimes: both,
    rule: '5.1, 5.3 Page; PL I.I.4: the name in a script font',
    expected: fontOf('signer-name'),
    apply: each('name')((para) => look(para, { font: 'Cambria' })),
  },
  ...(
    [
      ['type-name', 'FF0000'],
      ['subject', '0000FF'],
      ['name', '0070C0'],
      ['national-title', 'C00000'],
    ] as const
  ).map(
    ([part, color]): Fault => ({
      name: `color-${part}`,
      regimes: part === 'national-title' ? state : both,
      rule: '5.1, 5.3 Page; PL I.I.4: not black',
      expected: colourOf(part === 'name' ? 'signer-name' : part),
      apply: each(part)((para) => look(para, { color })),
    }),
  ),
  {
    name: 'color-body-paragraph',
    regimes: both,
    rule: '5.1, 5.3 Page; PL I.I.4: one paragraph in red',
    expected: colourOf('body'),
    apply: one('body', (para) => {
      look(para, { color: 'FF0000' })
      return true
    }),
  },
  {
    name: 'urgency-black',
    regimes: state,
    rule: '5.1 cell 10b; PL I.III.2.b: the mark is not red',
    expected: at('urgency-mark', 'color'),
    wish: { urgency: true },
    apply: each('urgency')((para) => {
      look(para, { color: '000000' })
      para.frame = '000000'
    }),
  },
  {
    name: 'nfd-everywhere',
    regimes: both,
    rule: '11.1; PL I.I.4 (TCVN 6909): decomposed letters in the whole document',
    expected: at('font', 'encoding', 'body encoding'),
    apply: everywhere((paper) => {
      paper.encoding = 'nfd'
    }),
  },
  {
    name: 'nfd-paragraph',
    regimes: both,
    rule: '11.1; PL I.I.4 (TCVN 6909): decomposed letters in one paragraph',
    expected: at('body', 'encoding', 'font encoding'),
    apply: one('body', (para) => {
      for (const run of para.runs) run.text = run.text.normalize('NFD')
      return true
    }),
  },
  {
    name: 'half-composed-paragraph',
    regimes: both,
    rule: '11.1: combining tones on composed vowels (Windows-1258)',
    expected: at('body', 'encoding', 'font encoding'),
    apply: one('body', (para) => {
      for (const run of para.runs) run.text = halfComposed(run.text)
      return true
    }),
  },
  {
    name: 'tcvn3-paragraph',
    regimes: both,
    rule: '11.2; PL I.I.4: one paragraph in .VnTime, TCVN3 bytes',
    expected: at('body', 'encoding', 'font encoding', 'font font', 'body font'),
    mayAlso: ['font', 'body font', 'body encoding'],
    apply: one('body', (para) => {
      for (const run of para.runs) Object.assign(run, { text: tcvn3(run.text), font: '.VnTime' })
      return true
    }),
  },
  {
    name: 'tcvn3-everywhere',
    regimes: state,
    rule: '11.2; PL I.I.4: the whole document in .VnTime and .VnTimeH, TCVN3 bytes',
    expected: at('font', 'encoding', 'font font', 'body encoding', 'body font'),
    // Capitals with tones are lost with the encoding.
    mayAlso: ['font', 'capitalization case'],
    limits: { capitals: ['typed'], lists: ['typed'] },
    apply: everywhere((paper) => {
      for (const run of parasOf(paper).flatMap((para) => para.runs)) {
        // Capitals with tones are small letters of the capital font.
        const capitals = run.text !== run.text.toLowerCase() && run.text === run.text.toUpperCase()
        run.text = tcvn3(capitals ? run.text.toLowerCase() : run.text)
        run.font = capitals ? '.VnTimeH' : '.VnTime'
      }
    }),
  },
  {
    name: 'vni-paragraph',
    regimes: both,
    rule: '11.2; PL I.I.4: one paragraph in VNI-Times',
    expected: at('body', 'encoding', 'font encoding', 'font font', 'body font'),
    mayAlso: ['font', 'body font', 'body encoding'],
    apply: one('body', (para) => {
      for (const run of para.runs) Object.assign(run, { text: vni(run.text), font: 'VNI-Times' })
      return true
    }),
  },
]

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Vowel signs composed, tones apart. */
function halfComposed(text: string): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      const apart = letter.normalize('NFD')
      const tone = apart.match(tones)?.join('') ?? ''
      return apart.replace(tones, '').normalize('NFC') + tone
    })
    .join('')
}
