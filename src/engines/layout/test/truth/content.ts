/** Bases, addressees, running text, headings, articles, clauses, points, the sign of the end. */
import { inPart, isPara, type Para, type Part } from '../make/paper.ts'
import { at, both, type Fault, look, one, party, reword, state, without } from './fault.ts'

const allBody =
  (change: (para: Para) => void): Fault['apply'] =>
  (paper) => {
    const found = paper.main.filter(isPara).filter((para) => ['body', 'clause', 'point'].includes(para.part))
    for (const para of found) change(para)
    return found.length > 3
  }

const longForms: Fault['forms'] = ['regulation', 'plan', 'letter']

const body = (
  name: string,
  regimes: Fault['regimes'],
  rule: string,
  aspect: string,
  apply: Fault['apply'],
  more: Partial<Fault> = {},
): Fault => ({
  name: `body-${name}`,
  regimes,
  rule,
  expected: at('body', aspect),
  apply,
  ...more,
})

/**
 * What is wrong with all of the text may be named at any of its kinds: a regulation has no paragraph that is neither article,
 * clause nor point, and the rule of all (handbook 5.1 row Body) stands once.
 */
const kinds = ['clause', 'point', 'article', 'basis', 'heading']
const throughout = (aspect: string): Pick<Fault, 'expected' | 'mayAlso'> => ({
  expected: at('body', aspect, ...kinds.map((kind) => `${kind} ${aspect}`)),
  mayAlso: ['body', ...kinds].map((kind) => `${kind} ${aspect}`),
})

export const bodyFaults: Fault[] = [
  body(
    'left-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph at the left',
    'alignment',
    one('body', (para) => {
      para.align = 'left'
      return true
    }),
    { limits: { indent: ['first-line'] } },
  ),
  body(
    'left-all',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: the text at the left',
    'alignment',
    allBody((para) => {
      para.align = 'left'
    }),
    { ...throughout('alignment'), limits: { indent: ['first-line'] }, forms: longForms },
  ),
  body(
    'centred-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph centred',
    'alignment',
    one('body', (para) => {
      para.align = 'center'
      return true
    }),
    { limits: { indent: ['first-line'] } },
  ),
  body(
    'small-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph of size 12',
    'size',
    one('body', (para) => {
      look(para, { size: 12 })
      return true
    }),
  ),
  body(
    'large-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph of size 17',
    'size',
    one('body', (para) => {
      look(para, { size: 17 })
      return true
    }),
  ),
  body(
    'small-all',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: the text of size 12',
    'size',
    (paper) => {
      const parts: Part[] = ['body', 'clause', 'point', 'clause-title', 'article', 'section']
      const found = paper.main.filter(isPara).filter((para) => parts.includes(para.part))
      for (const para of found) look(para, { size: 12 })
      return found.length > 3
    },
    {
      ...throughout('size'),
      forms: longForms,
    },
  ),
  body(
    'italic-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph italic',
    'style',
    one('body', (para) => {
      look(para, { italic: true })
      return true
    }),
  ),
  body(
    'capitals-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph in capitals',
    'case',
    one('body', (para) => {
      for (const run of para.runs) run.text = run.text.toUpperCase()
      return true
    }),
  ),
  body(
    'flush-one',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: one paragraph without first-line indent',
    'indent',
    one('body', (para) => {
      para.firstLine = 0
      return true
    }),
  ),
  body(
    'deep-all',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: first line 20 mm in',
    'indent',
    allBody((para) => {
      para.firstLine = 20
    }),
    { ...throughout('indent'), forms: longForms },
  ),
  body(
    'close-all',
    both,
    '5.1, 5.3 cell 6; PL I.II.6.e: no room between paragraphs',
    'spacing',
    (paper) => {
      const found = paper.main.filter(isPara).filter((para) => para.align === 'both')
      for (const para of found) Object.assign(para, { before: 0, after: 0 })
      return found.length > 3
    },
    { ...throughout('spacing'), forms: longForms },
  ),
  body(
    'double-all',
    state,
    '5.1 cell 6; PL I.II.6.e: double spaced',
    'spacing',
    allBody((para) => {
      para.line = { times: 2 }
    }),
    { ...throughout('spacing'), forms: longForms },
  ),
  body(
    'squeezed-all',
    state,
    '5.1 cell 6; PL I.II.6.e: lines below single spacing',
    'spacing',
    allBody((para) => {
      para.line = { times: 0.8 }
    }),
    { ...throughout('spacing'), forms: longForms },
  ),
  body(
    'lines-15',
    party,
    '5.3 cell 6: lines of exactly 15 pt',
    'spacing',
    allBody((para) => {
      para.line = { points: 15 }
    }),
    { ...throughout('spacing'), forms: longForms },
  ),
  body(
    'lines-28',
    party,
    '5.3 cell 6: lines of exactly 28 pt',
    'spacing',
    allBody((para) => {
      para.line = { points: 28 }
    }),
    { ...throughout('spacing'), forms: longForms },
  ),
]

/** Changes the one basis that stands so far from the first (or from the last, below zero). */
const basis =
  (place: number, from: RegExp, to: string): Fault['apply'] =>
  (paper) => {
    const list = inPart(paper, 'basis')
    if (list.length < 2) return false
    const run = list.at(place)!.runs.at(-1)!
    const text = run.text.replace(from, to)
    const changed = text !== run.text
    run.text = text
    return changed
  }

export const basisFaults: Fault[] = [
  {
    name: 'basis-full-stop',
    regimes: both,
    rule: '5.1, 5.3 cell 6 Căn cứ; PL I.II.6.a: full stop in the middle of the list',
    expected: at('basis', 'punctuation'),
    apply: basis(0, /;$/, '.'),
  },
  {
    name: 'basis-comma',
    regimes: both,
    rule: '5.1, 5.3 cell 6 Căn cứ; PL I.II.6.a: comma in place of ;',
    expected: at('basis', 'punctuation'),
    apply: basis(0, /;$/, ','),
  },
  {
    name: 'basis-bare',
    regimes: state,
    rule: '5.1 cell 6 Căn cứ; PL I.II.6.a: nothing at the end of a line',
    expected: at('basis', 'punctuation'),
    apply: basis(0, /;$/, ''),
  },
  {
    name: 'basis-last',
    regimes: state,
    rule: '5.1 cell 6 Căn cứ; PL I.II.6.a: the last ends with ;',
    expected: at('basis', 'punctuation'),
    apply: basis(-1, /\.$/, ';'),
  },
  {
    name: 'basis-no-dash',
    regimes: party,
    rule: '5.3 cell 6 Căn cứ: no dash list',
    expected: at('basis', 'pattern', 'punctuation', 'text'),
    apply: reword('basis', /^- /, ''),
  },
]

export const addresseeFaults: Fault[] = [
  {
    name: 'addressee-missing',
    regimes: both,
    rule: '5.1, 5.3 cell 9a; PL I.II.9.b: nobody is addressed',
    expected: at('addressee', 'missing'),
    types: ['Công văn', 'Tờ trình'],
    apply: without('addressee'),
  },
  {
    name: 'addressee-no-colon',
    regimes: state,
    rule: '5.1 cell 9a; PL I.II.9.d: no colon',
    expected: at('addressee', 'punctuation', 'pattern', 'text'),
    apply: reword('addressee', 'Kính gửi:', 'Kính gửi'),
  },
  {
    name: 'addressee-list-comma',
    regimes: state,
    rule: '5.1 cell 9a; PL I.II.9.d: lines end with a comma',
    expected: at('addressee', 'punctuation', 'pattern'),
    types: ['Công văn'],
    apply: reword('addressee', /;$/, ','),
  },
  {
    name: 'addressee-list-end',
    regimes: state,
    rule: '5.1 cell 9a; PL I.II.9.d: the last line ends with ;',
    expected: at('addressee', 'punctuation', 'pattern'),
    types: ['Công văn'],
    apply: reword('addressee', /(?<=^- .+)\.$/, ';'),
  },
  {
    name: 'addressee-list-no-dash',
    regimes: state,
    rule: '5.1 cell 9a; PL I.II.9.d: no dashes',
    expected: at('addressee', 'punctuation', 'pattern', 'text'),
    types: ['Công văn'],
    apply: reword('addressee', /^- /, ''),
  },
]

const ending = (name: string, regimes: Fault['regimes'], rule: string, from: RegExp, to: string): Fault => ({
  name,
  regimes,
  rule,
  expected: at('end-mark', 'missing', 'text', 'pattern', 'punctuation', 'value'),
  apply: (paper) => {
    const last = paper.main.filter(isPara).at(-1)!.runs.at(-1)!
    const text = last.text.replace(from, to)
    const changed = text !== last.text
    last.text = text
    return changed
  },
})

export const endFaults: Fault[] = [
  ending('end-full-stop', state, '5.1 end; PL III: . in place of ./.', /\.\/\.$/, '.'),
  ending('end-bare', state, '5.1 end; PL III: nothing at the end', /\.\/\.$/, ''),
  ending('end-slash', state, '5.1 end; PL III: /. in place of ./.', /\.\/\.$/, '/.'),
  ending('end-state-form', party, '5.3 end: the State’s ./.', /\.$/, './.'),
]
