/** Type of document and subject. */
import { inPart } from '../make/paper.ts'
import { apart, at, both, each, type Fault, party, state, without } from './fault.ts'
import { missing, worded } from './kinds.ts'

const pattern = (component: string, ...or: string[]) => at(component, 'pattern', ...or)

const named: Fault['forms'] = ['decision', 'regulation', 'plan', 'slip', 'minutes', 'telegram']

export const subjectFaults: Fault[] = [
  missing('type-name', both, 'type-name', 'type-name', { forms: ['decision', 'regulation', 'plan'] }),
  missing('subject', both, 'subject', 'subject', { forms: named }),
  missing('subject-letter', both, 'subject-letter', 'subject', { forms: ['letter'] }),
  worded(
    'type-name-text',
    both,
    'type-name',
    at('type-name', 'text', 'value', 'pattern'),
    '4.4, 4.5: a letter of the type is wrong',
    /Ị|Ạ|Ế|Ỉ|Á/,
    (found) => ({ Ị: 'I', Ạ: 'A', Ế: 'Ê', Ỉ: 'I', Á: 'A' })[found] ?? found,
    { forms: ['decision', 'plan'], limits: { capitals: ['typed'] } },
  ),
  {
    name: 'subject-above-type',
    regimes: both,
    rule: '5.1, 5.3 cell 5a; PL I.II.5.b: the subject stands above the type',
    expected: at('subject', 'order', 'position', 'type-name order', 'type-name position'),
    forms: named,
    apply: (paper) => {
      const [type, subject] = [inPart(paper, 'type-name')[0], inPart(paper, 'subject')[0]]
      if (!type || !subject) return false
      const from = paper.main.indexOf(type)
      paper.main[from] = subject
      paper.main[from + 1] = type
      // The line stays below both.
      type.rule = subject.rule
      subject.rule = undefined
      return true
    },
  },
  worded(
    'subject-no-mark',
    state,
    'subject-letter',
    pattern('subject', 'text', 'missing'),
    '5.1 cell 5b; PL I.II.5.b: no V/v',
    'V/v ',
    '',
  ),
  worded(
    'subject-state-mark',
    party,
    'subject-letter',
    pattern('subject', 'text'),
    '5.3 cell 5b: V/v in a Party letter',
    /về việc/,
    'V/v',
    { from: '2026-05-27' },
  ),
  {
    name: 'subject-letter-tight',
    regimes: state,
    rule: '5.1 cell 5b; PL I.II.5.b: no 6 pt between number and subject',
    expected: at('subject', 'spacing', 'number spacing'),
    limits: apart,
    apply: each('subject-letter')((one) => {
      one.before = 0
    }),
  },
  {
    name: 'hyphens-missing',
    regimes: party,
    rule: '5.3 cell 5a: no five hyphens below the subject',
    expected: at('subject', 'rule-line', 'missing', 'pattern', 'punctuation', 'text'),
    apply: without('hyphens'),
  },
  {
    name: 'hyphens-solid',
    regimes: party,
    rule: '5.3 cell 5a: a solid line, as the State has, in place of five hyphens',
    expected: at('subject', 'rule-line', 'pattern', 'punctuation', 'text'),
    apply: (paper) => {
      const subject = inPart(paper, 'subject')[0]
      if (!subject) return false
      subject.rule = { share: 0.4, dash: 'solid' }
      return without('hyphens')(paper)
    },
  },
]
