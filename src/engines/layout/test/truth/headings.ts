/** Parts, chapters, sections, articles, clauses, points: their words, signs and order. */
import { isPara, type Paper, type Part, textOf } from '../make/paper.ts'
import { at, each, type Fault, look, one, reword, state } from './fault.ts'

/** Moves the numbers of a series up by one from its place on. */
function skip(part: Part, number: RegExp, from: number) {
  return (paper: Paper) => {
    const list = paper.main.filter(isPara).filter((para) => para.part === part && number.test(textOf(para)))
    if (list.length <= from) return false
    for (const para of list.slice(from)) {
      const run = para.runs[0]!
      run.text = run.text.replace(/\d+/, (found) => String(Number(found) + 1))
    }
    return true
  }
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII']
const skipRoman = (part: Part, word: RegExp, from: number) => (paper: Paper) => {
  const list = paper.main.filter(isPara).filter((para) => para.part === part && word.test(textOf(para)))
  if (list.length <= from) return false
  for (const para of list.slice(from)) {
    const run = para.runs[0]!
    run.text = run.text.replace(/\b[IVX]+\b/, (found) => roman[roman.indexOf(found) + 1]!)
  }
  return true
}

const typed = { limits: { lists: ['typed'] as const } }
const heads: Fault['forms'] = ['regulation']
const chapter = /^(Chương|Phần) /

export const headingFaults: Fault[] = [
  {
    name: 'chapter-capitals',
    regimes: state,
    rule: '5.1 cell 6; PL I.II.6.đ: CHƯƠNG in capitals',
    expected: at('heading', 'case'),
    forms: heads,
    apply: reword('heading', /^(Chương|Phần)/, (found) => found.toUpperCase()),
  },
  {
    name: 'chapter-arabic',
    regimes: state,
    rule: '5.1 cell 6; PL I.II.6.đ: chapters in Arabic numbers',
    expected: at('heading', 'pattern', 'value', 'text'),
    forms: heads,
    apply: reword('heading', /(?<=^(?:Chương|Phần) )[IVX]+/, (found) => String(roman.indexOf(found) + 1)),
  },
  {
    name: 'chapter-skipped',
    regimes: state,
    rule: '5.1 cell 6; PL I.II.6.đ: a chapter’s number is skipped',
    expected: at('heading', 'order', 'value'),
    forms: heads,
    apply: skipRoman('heading', chapter, 1),
  },
  {
    name: 'subchapter-roman',
    regimes: state,
    rule: '5.1 cell 6; PL I.II.6.đ: Mục in Roman numbers',
    expected: at('heading', 'pattern', 'value', 'text'),
    forms: heads,
    apply: reword('heading', /(?<=^Mục )\d/, (found) => roman[Number(found) - 1]!),
  },
  {
    name: 'chapter-untitled',
    regimes: state,
    rule: '5.1 cell 6; PL I.II.6.d: a chapter without title',
    expected: at('heading', 'missing', 'text'),
    forms: heads,
    apply: (paper) => {
      const from = paper.main.findIndex((block) => block.part === 'heading-title')
      if (from < 0) return false
      paper.main.splice(from, 1)
      return true
    },
  },
  {
    name: 'section-not-bold',
    regimes: state,
    rule: '5.1 cell 6, I. …; PL I.V.6.b: not bold',
    expected: at('heading', 'style'),
    apply: each('section')((para) => look(para, { bold: false })),
  },
  {
    name: 'section-skipped',
    regimes: state,
    rule: '5.1 cell 6, I. …; PL I.V.6.b: a number is skipped',
    expected: at('heading', 'order', 'value'),
    apply: skipRoman('section', /^[IVX]+\./, 1),
  },
  {
    name: 'article-not-bold',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: not bold',
    expected: at('article', 'style'),
    apply: each('article')((para) => look(para, { bold: false })),
  },
  {
    name: 'article-colon',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: colon after the number',
    expected: at('article', 'punctuation', 'pattern', 'text'),
    apply: reword('article', /^(Điều \d+)\./, '$1:'),
  },
  {
    name: 'article-capitals',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: ĐIỀU in capitals',
    expected: at('article', 'case', 'pattern'),
    apply: reword('article', /^Điều/, 'ĐIỀU'),
  },
  {
    name: 'article-skipped',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: a number is skipped',
    expected: at('article', 'order', 'value'),
    apply: skip('article', /^Điều/, 1),
  },
  {
    name: 'article-twice',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: a number stands twice',
    expected: at('article', 'order', 'value'),
    apply: (paper) => {
      const list = paper.main.filter(isPara).filter((para) => para.part === 'article')
      if (list.length < 3) return false
      list.at(-1)!.runs[0]!.text = list.at(-1)!.runs[0]!.text.replace(/\d+/, String(list.length - 1))
      return true
    },
  },
  {
    name: 'article-size-differs',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: size is not that of the text',
    expected: at('article', 'size'),
    forms: ['regulation'],
    apply: (paper) => {
      const size = paper.main.filter(isPara).find((para) => para.part === 'clause')!.runs[0]!.size
      return each('article')((para) => look(para, { size: size === 13 ? 14 : 13 }))(paper)
    },
  },
  {
    name: 'article-flush',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: no indent',
    expected: at('article', 'indent'),
    limits: { indent: ['first-line'] },
    apply: each('article')((para) => {
      para.firstLine = 0
    }),
  },
  {
    name: 'article-italic',
    regimes: state,
    rule: '5.1 cell 6 Điều; PL I.II.6.đ: italic',
    expected: at('article', 'style'),
    forms: ['regulation'],
    apply: each('article')((para) => look(para, { italic: true })),
  },
  ...(['1)', '1/', '1-'] as const).map(
    (form): Fault => ({
      name: `clause-${form}`,
      regimes: state,
      rule: `5.1 cell 6 Khoản; PL I.II.6.đ: ${form} in place of 1.`,
      expected: at('clause', 'pattern', 'punctuation', 'text'),
      ...typed,
      apply: each('clause')((para) => {
        para.label!.text = para.label!.text.replace('.', form[1]!)
      }),
      forms: ['regulation', 'plan'],
    }),
  ),
  {
    name: 'clause-skipped',
    regimes: state,
    rule: '5.1 cell 6 Khoản; PL I.II.6.đ: a number is skipped',
    expected: at('clause', 'order', 'value'),
    ...typed,
    forms: ['regulation'],
    apply: (paper) => {
      const last = paper.main.filter(isPara).find((para) => para.part === 'clause' && para.label!.text === '3.')
      if (last) last.label!.text = '4.'
      return last !== undefined
    },
  },
  {
    name: 'clause-italic',
    regimes: state,
    rule: '5.1 cell 6 Khoản; PL I.II.6.đ: italic',
    expected: at('clause', 'style', 'body style'),
    forms: ['regulation', 'plan'],
    apply: one('clause', (para) => {
      look(para, { italic: true })
      return true
    }),
  },
  ...(['.', '/', '-'] as const).map(
    (sign): Fault => ({
      name: `point-a${sign}`,
      regimes: state,
      rule: `5.1 cell 6 Điểm; PL I.II.6.đ: a${sign} in place of a)`,
      expected: at('point', 'pattern', 'punctuation', 'text'),
      ...typed,
      forms: ['regulation', 'plan'],
      apply: each('point')((para) => {
        para.label!.text = para.label!.text.replace(')', sign)
      }),
    }),
  ),
  {
    name: 'point-capital',
    regimes: state,
    rule: '5.1 cell 6 Điểm; PL I.II.6.đ: A) in place of a)',
    expected: at('point', 'case', 'pattern'),
    ...typed,
    forms: ['regulation', 'plan'],
    apply: each('point')((para) => {
      para.label!.text = para.label!.text.toUpperCase()
    }),
  },
  {
    name: 'point-no-đ',
    regimes: state,
    rule: '5.1 cell 6 Điểm; PL I.II.6.đ: letters of the English alphabet, đ left out',
    expected: at('point', 'order', 'value', 'pattern'),
    ...typed,
    forms: ['regulation', 'plan'],
    apply: (paper) => {
      let changed = false
      for (const para of paper.main.filter(isPara).filter((own) => own.part === 'point')) {
        const place = [...'abcdđegh'].indexOf(para.label!.text[0]!)
        if (place >= 4) changed = true
        para.label!.text = `${'abcdefgh'[place]})`
      }
      return changed
    },
  },
  {
    name: 'point-skipped',
    regimes: state,
    rule: '5.1 cell 6 Điểm; PL I.II.6.đ: a letter is skipped',
    expected: at('point', 'order', 'value'),
    ...typed,
    forms: ['regulation', 'plan'],
    apply: (paper) => {
      const b = paper.main.filter(isPara).find((para) => para.part === 'point' && para.label!.text === 'c)')
      if (b) b.label!.text = 'd)'
      const next = b && paper.main[paper.main.indexOf(b) + 1]
      // Nothing may follow that would make a second fault.
      return b !== undefined && !(next && isPara(next) && next.part === 'point')
    },
  },
  {
    name: 'point-italic',
    regimes: state,
    rule: '5.1 cell 6 Điểm; PL I.II.6.đ: italic',
    expected: at('point', 'style', 'body style'),
    forms: ['regulation', 'plan'],
    apply: one('point', (para) => {
      look(para, { italic: true })
      return true
    }),
  },
]
