/** The signature, who receives the document, marks, appendices. */
import { inPart, type Paper, type Para, textOf } from '../make/paper.ts'
import { at, both, type Fault, party, reword, state, without } from './fault.ts'

const mark = (name: string, regimes: Fault['regimes'], rule: string, from: RegExp, to: string): Fault => ({
  name: `authority-${name}`,
  regimes,
  rule: `4.6; ${regimes.includes('state') ? '5.1 cell 7a; PL I.II.7.b' : '5.3 cell 7a'}: ${rule}`,
  expected: at('signature-authority', 'pattern', 'text', 'value', 'punctuation'),
  apply: reword('authority', from, to),
})

export const signatureFaults: Fault[] = [
  mark('tm-party', state, 'T/M in place of TM.', /^TM\./, 'T/M'),
  mark('kt-party', state, 'K/T in place of KT.', /^KT\./, 'K/T'),
  mark('tl-party', state, 'T/L in place of TL.', /^TL\./, 'T/L'),
  mark('tm-bare', state, 'TM without its full stop', /^TM\./, 'TM'),
  mark('kt-bare', state, 'KT without its full stop', /^KT\./, 'KT'),
  mark('tuq-wrong', state, 'T.UQ. in place of TUQ.', /^TUQ\./, 'T.UQ.'),
  mark('tm-state', party, 'TM. in place of T/M', /^T\/M/, 'TM.'),
  mark('kt-state', party, 'KT. in place of K/T', /^K\/T/, 'KT.'),
  mark('tl-state', party, 'TL. in place of T/L', /^T\/L/, 'TL.'),
  mark('tuq-in-party', party, 'TUQ. is none of the Party’s', /^(K\/T|T\/M)/, 'TUQ.'),
  {
    name: 'authority-lower',
    regimes: both,
    rule: '5.1 cell 7a; PL I.II.7.đ; 5.3 cell 7a: small letters after the mark',
    expected: at('signature-authority', 'case'),
    apply: reword('authority', /(?<=^\S+ \S).+/, (found) => found.toLowerCase()),
  },
  {
    name: 'position-missing',
    regimes: both,
    rule: '5.1 cell 7a; PL I.II.7.c; 5.3 cell 7b: no position under the body that is signed for',
    expected: at('signer-position', 'missing'),
    apply: (paper) => {
      const authorities = inPart(paper, 'authority').map(textOf)
      return authorities.length === 1 && /^(TM\.|T\/M)/.test(authorities[0]!) && without('position')(paper)
    },
  },
  {
    name: 'name-missing',
    regimes: both,
    rule: '5.1 cell 7b; PL I.II.7.c; 5.3 cell 7c: nobody’s name',
    expected: at('signer-name', 'missing'),
    forms: ['decision', 'regulation', 'plan', 'letter'],
    apply: without('name'),
  },
  ...(
    [
      ['TS. ', both],
      ['ThS. ', both],
      ['PGS.TS. ', both],
      ['Tiến sĩ ', both],
    ] as const
  ).map(
    ([title, regimes], index): Fault => ({
      name: `name-title-${index + 1}`,
      regimes: [...regimes],
      rule: `5.1 cell 7b; PL I.II.7.c; 5.3 cell 7c, 11.6: ${title.trim()} before the name`,
      expected: at('signer-name', 'text', 'pattern', 'value'),
      forms: ['decision', 'regulation', 'plan', 'letter'],
      apply: reword('name', /^/, title),
    }),
  ),
  {
    name: 'name-lower',
    regimes: both,
    rule: '5.1 cell 7b; PL II.1: one part of the name in small letters',
    expected: at('signer-name', 'case', 'capitalization case'),
    forms: ['decision', 'regulation', 'plan', 'letter'],
    apply: reword('name', /(?<= )\S/, (found) => found.toLowerCase()),
  },
]

const lines =
  (change: (list: Para[], paper: Paper) => boolean): Fault['apply'] =>
  (paper) => {
    const list = inPart(paper, 'recipient')
    return list.length > 2 && change(list, paper)
  }

const own = (list: Para[], from: RegExp, to: string, places: number[]) => {
  let changed = false
  for (const place of places) {
    const run = list.at(place)!.runs[0]!
    const text = run.text.replace(from, to)
    changed ||= text !== run.text
    run.text = text
  }
  return changed
}

const recipients = (
  name: string,
  regimes: Fault['regimes'],
  rule: string,
  or: [string, ...string[]],
  apply: Fault['apply'],
): Fault => ({
  name: `recipients-${name}`,
  regimes,
  rule: `5.1 cell 9b; PL I.II.9.d; 5.3 cell 9b: ${rule}`,
  expected: at('recipients', ...or),
  apply,
})

export const recipientFaults: Fault[] = [
  {
    name: 'recipients-label-missing',
    regimes: both,
    rule: '5.1, 5.3 cell 9b; PL I.II.9.d: no label above the list',
    expected: at('recipients-label', 'missing'),
    apply: without('recipients-label'),
  },
  recipients('missing', both, 'nobody is named', ['missing'], without('recipient')),
  {
    name: 'recipients-all-missing',
    regimes: both,
    rule: '5.1, 5.3 cell 9b; PL I.II.9: neither label nor list',
    expected: [{ component: 'recipients-label', aspect: 'missing', or: ['recipients missing'] }],
    mayAlso: ['recipients missing', 'recipients-label missing'],
    apply: without('recipients-label', 'recipient'),
  },
  {
    name: 'recipients-label-no-colon',
    regimes: both,
    rule: '5.1, 5.3 cell 9b; PL I.II.9.d: no colon',
    expected: at('recipients-label', 'punctuation', 'pattern', 'text'),
    apply: reword('recipients-label', ':', ''),
  },
  {
    name: 'recipients-label-party-style',
    regimes: state,
    rule: '5.1 cell 9b; PL I.II.9.d: upright and underlined, as the Party has it',
    expected: at('recipients-label', 'style'),
    apply: (paper) => {
      for (const para of inPart(paper, 'recipients-label'))
        for (const run of para.runs) Object.assign(run, { bold: false, italic: false, underline: true })
      return true
    },
  },
  {
    name: 'recipients-label-plain',
    regimes: party,
    rule: '5.3 cell 9b: not underlined',
    expected: at('recipients-label', 'style'),
    apply: (paper) => {
      for (const para of inPart(paper, 'recipients-label')) for (const run of para.runs) run.underline = false
      return true
    },
  },
  {
    name: 'recipients-label-state-style',
    regimes: party,
    rule: '5.3 cell 9b: bold italic without line, as the State has it',
    expected: at('recipients-label', 'style'),
    apply: (paper) => {
      for (const para of inPart(paper, 'recipients-label'))
        for (const run of para.runs) Object.assign(run, { bold: true, italic: true, underline: false })
      return true
    },
  },
  recipients(
    'comma',
    state,
    'lines end with a comma',
    ['punctuation', 'pattern'],
    lines((list) => own(list, /;$/, ',', [0, 1])),
  ),
  recipients(
    'bare',
    state,
    'a line ends with nothing',
    ['punctuation', 'pattern'],
    lines((list) => own(list, /;$/, '', [1])),
  ),
  recipients(
    'semicolon',
    party,
    'lines end with ;',
    ['punctuation', 'pattern'],
    lines((list) =>
      own(
        list,
        /,$/,
        ';',
        list.slice(0, -1).map((_, place) => place),
      ),
    ),
  ),
  recipients(
    'end',
    both,
    'the last line has no full stop',
    ['punctuation', 'pattern'],
    lines((list) => own(list, /\.$/, '', [-1])),
  ),
  recipients(
    'end-semicolon',
    state,
    'the last line ends with ;',
    ['punctuation', 'pattern'],
    lines((list) => own(list, /\.$/, ';', [-1])),
  ),
  recipients(
    'no-dash',
    both,
    'a line without dash',
    ['punctuation', 'pattern', 'text'],
    lines((list) => own(list, /^- /, '', [1])),
  ),
  recipients(
    'no-dashes',
    both,
    'no dashes',
    ['punctuation', 'pattern', 'text'],
    lines((list) =>
      own(
        list,
        /^- /,
        '',
        list.map((_, place) => place),
      ),
    ),
  ),
  recipients(
    'not-kept',
    both,
    'no line for the copy that is kept',
    ['missing', 'text', 'pattern'],
    lines((list, paper) => {
      const last = list.at(-1)!
      for (const side of ['signLeft', 'tail'] as const) paper[side] = paper[side].filter((one) => one !== last)
      const before = list.at(-2)!.runs[0]!
      // The line that is now the last closes the list as it should.
      before.text = before.text.replace(/[;,]$/, '.')
      return true
    }),
  ),
  recipients(
    'kept-first',
    both,
    'the copy that is kept is not the last line',
    ['order', 'position'],
    lines((list, paper) => {
      const sign = paper.regime === 'state' ? ';' : ','
      for (const side of ['signLeft', 'tail'] as const) {
        const at = paper[side].indexOf(list.at(-1)!)
        if (at < 0) continue
        const [kept] = paper[side].splice(at, 1)
        paper[side].splice(paper[side].indexOf(list[0]!), 0, kept!)
        kept!.runs[0]!.text = kept!.runs[0]!.text.replace(/\.$/, sign)
      }
      const last = list.at(-2)!.runs[0]!
      last.text = last.text.replace(/[;,]$/, '.')
      return true
    }),
  ),
  recipients(
    'no-colon',
    state,
    'Lưu without its colon',
    ['pattern', 'punctuation', 'text'],
    lines((list) => own(list, /Lưu:/, 'Lưu', [-1])),
  ),
  recipients(
    'no-vt',
    state,
    'Lưu without VT',
    ['pattern', 'text', 'missing'],
    lines((list) => own(list, /VT, /, '', [-1])),
  ),
  recipients(
    'party-form',
    state,
    'the Party’s line: Lưu Văn phòng',
    ['pattern', 'text', 'punctuation'],
    lines((list) => own(list, /Lưu: VT, .+/, 'Lưu Văn phòng.', [-1])),
  ),
  recipients(
    'state-form',
    party,
    'the State’s line: Lưu: VT',
    ['pattern', 'text', 'punctuation'],
    lines((list) => own(list, /Lưu .+/, 'Lưu: VT, TH.', [-1])),
  ),
]

export const markFaults: Fault[] = [
  {
    name: 'urgency-lower',
    regimes: both,
    rule: '5.1 cell 10b; PL I.III.2.b; 5.3 cell 10: small letters',
    expected: at('urgency-mark', 'case'),
    wish: { urgency: true },
    apply: reword('urgency', /.+/, (found) => found.charAt(0) + found.slice(1).toLowerCase()),
  },
  {
    name: 'urgency-unframed',
    regimes: state,
    rule: '5.1 cell 10b; PL I.III.2.b: no frame',
    expected: at('urgency-mark', 'rule-line', 'style', 'pattern', 'missing'),
    wish: { urgency: true },
    apply: (paper) => {
      for (const para of inPart(paper, 'urgency')) para.frame = undefined
      return true
    },
  },
  {
    name: 'circulation-lower',
    regimes: state,
    rule: '5.1 cell 11; PL I.III.2.c: small letters',
    expected: at('circulation-mark', 'case'),
    wish: { circulation: true },
    apply: reword('circulation', /.+/, (found) => found.charAt(0) + found.slice(1).toLowerCase()),
  },
  {
    name: 'circulation-unframed',
    regimes: state,
    rule: '5.1 cell 11; PL I.III.2.c: no frame',
    expected: at('circulation-mark', 'rule-line', 'style', 'pattern', 'missing'),
    wish: { circulation: true },
    apply: (paper) => {
      for (const para of inPart(paper, 'circulation')) para.frame = undefined
      return true
    },
  },
  {
    name: 'appendix-arabic',
    regimes: state,
    rule: '5.1 Phụ lục; PL I.III.1.a: numbered in Arabic',
    expected: at('appendix', 'pattern', 'value', 'text'),
    wish: { appendices: 2 },
    apply: reword('appendix', /I+$/, (found) => String(found.length)),
  },
  {
    name: 'appendix-unnumbered',
    regimes: state,
    rule: '5.1 Phụ lục; PL I.III.1.a: two appendices without numbers',
    expected: at('appendix', 'pattern', 'missing', 'value', 'text', 'order'),
    wish: { appendices: 2 },
    apply: reword('appendix', / I+$/, ''),
  },
  {
    name: 'appendix-skipped',
    regimes: state,
    rule: '5.1 Phụ lục; PL I.III.1.a: I, III',
    expected: at('appendix', 'order', 'value'),
    wish: { appendices: 2 },
    apply: reword('appendix', / II$/, ' III'),
  },
]
