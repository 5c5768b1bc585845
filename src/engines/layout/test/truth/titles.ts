/** The heading of page 1: titles and bodies. */
import { inPart, type Paper, type Para, para } from '../make/paper.ts'
import { at, both, each, type Fault, party, state, without } from './fault.ts'
import { missing, worded } from './kinds.ts'

const ruled = (
  name: string,
  regimes: Fault['regimes'],
  part: Para['part'],
  component: string,
  rule: string,
  change: (para: Para) => boolean,
  more: Partial<Fault> = {},
): Fault => ({
  name: `${name}`,
  regimes,
  rule,
  expected: at(component, 'rule-line'),
  apply: (paper: Paper) => {
    const chosen = inPart(paper, part).find((one) => one.rule)
    return chosen ? change(chosen) : false
  },
  ...more,
})

const gone = (one: Para) => {
  one.rule = undefined
  return true
}
const long = (share: number) => (one: Para) => {
  one.rule = { share, dash: 'solid' }
  return true
}
const dashed = (one: Para) => {
  one.rule = { ...one.rule!, dash: 'dashed' }
  return true
}
const drawn = { rule: ['border', 'connector', 'vml'] as const }

export const titleFaults: Fault[] = [
  missing('national-title', state, 'national-title', 'national-title'),
  missing('motto', state, 'motto', 'motto'),
  missing('party-title', party, 'party-title', 'party-title'),
  worded(
    'national-title-text',
    state,
    'national-title',
    at('national-title', 'text'),
    '5.1 cell 1: a letter is wrong',
    'VIỆT',
    'VIÊT',
  ),
  worded(
    'national-title-short',
    state,
    'national-title',
    at('national-title', 'text'),
    '5.1 cell 1: a word is missing',
    ' CHỦ NGHĨA',
    '',
  ),
  worded('motto-text', state, 'motto', at('motto', 'text'), '5.1 cell 1: a letter is wrong', 'phúc', 'phúch'),
  worded(
    'motto-tight',
    state,
    'motto',
    at('motto', 'punctuation', 'text', 'pattern', 'spacing'),
    '5.1 cell 1: hyphens without spaces',
    / - /g,
    '-',
  ),
  worded(
    'motto-dash',
    state,
    'motto',
    at('motto', 'punctuation', 'text', 'pattern'),
    '5.1 cell 1: dashes in place of hyphens',
    / - /g,
    ' – ',
  ),
  worded(
    'motto-capitals-in-words',
    state,
    'motto',
    at('motto', 'case'),
    '5.1 cell 1: every word with a capital',
    /.+/,
    'Độc Lập - Tự Do - Hạnh Phúc',
  ),
  worded(
    'party-title-text',
    party,
    'party-title',
    at('party-title', 'text'),
    '5.3 cell 1: a letter is wrong',
    'SẢN',
    'SÃN',
  ),
  ruled('motto-rule-missing', state, 'motto', 'motto', '5.1 cell 1; PL I.II.1.b: no line below', gone),
  ruled('motto-rule-short', state, 'motto', 'motto', '5.1 cell 1; PL I.II.1.b: line half as long', long(0.45), {
    limits: drawn,
  }),
  ruled('motto-rule-dashed', state, 'motto', 'motto', '5.1 cell 1; PL I.II.1.b: line not solid', dashed, {
    limits: drawn,
  }),
  ruled('party-title-rule-missing', party, 'party-title', 'party-title', '5.3 cell 1: no line below', gone),
  ruled('party-title-rule-short', party, 'party-title', 'party-title', '5.3 cell 1: line half as long', long(0.45), {
    limits: drawn,
  }),
  ruled(
    'issuing-rule-missing',
    state,
    'issuing',
    'issuing-organization',
    '5.1 cell 2; PL I.II.2.b: no line below',
    gone,
  ),
  ruled(
    'issuing-rule-long',
    state,
    'issuing',
    'issuing-organization',
    '5.1 cell 2; PL I.II.2.b: line as long as the text',
    long(1),
    { limits: { rule: ['border', 'connector', 'vml'] } },
  ),
  ruled(
    'issuing-rule-dashed',
    state,
    'issuing',
    'issuing-organization',
    '5.1 cell 2; PL I.II.2.b: line not solid',
    dashed,
    { limits: drawn },
  ),
  ruled('subject-rule-missing', state, 'subject', 'subject', '5.1 cell 5a; PL I.II.5.b: no line below', gone),
  ruled(
    'subject-rule-long',
    state,
    'subject',
    'subject',
    '5.1 cell 5a; PL I.II.5.b: line as long as the text',
    long(0.95),
    { limits: { rule: ['border', 'connector', 'vml'] } },
  ),
  ruled('subject-rule-dashed', state, 'subject', 'subject', '5.1 cell 5a; PL I.II.5.b: line not solid', dashed, {
    limits: drawn,
  }),
  {
    name: 'titles-loose',
    regimes: state,
    rule: '5.1 cell 1; PL I.II.1.c: Quốc hiệu and Tiêu ngữ double spaced',
    expected: at('motto', 'spacing', 'national-title spacing'),
    limits: { header: ['table', 'rows', 'two-tables', 'merged'], joined: ['no'] },
    apply: each(
      'national-title',
      'motto',
    )((one) => {
      one.line = { times: 2 }
    }),
  },
  {
    name: 'columns-swapped',
    regimes: both,
    rule: '5.1, 5.3 cell 1: titles at the left, bodies at the right',
    expected: [{ component: 'national-title', aspect: 'position', or: ['party-title position'] }],
    mayAlso: [
      'motto position',
      'issuing-organization position',
      'parent-organization position',
      'number position',
      'place-date position',
      'national-title order',
      'party-title order',
    ],
    apply: (paper) => {
      paper.swapped = true
      return true
    },
  },
  {
    name: 'party-titles-in-state',
    regimes: state,
    rule: '5.1 cell 1: the Party’s title in place of Quốc hiệu and Tiêu ngữ',
    expected: [
      { component: 'national-title', aspect: 'missing', or: ['national-title text'] },
      { component: 'motto', aspect: 'missing' },
    ],
    mayAlso: ['party-title'],
    apply: (paper) => {
      const title = para('party-title', 'ĐẢNG CỘNG SẢN VIỆT NAM', { size: 13, bold: true })
      title.rule = { share: 1, dash: 'solid' }
      paper.titles = [title]
      return true
    },
  },
  {
    name: 'state-titles-in-party',
    regimes: party,
    rule: '5.3 cell 1: Quốc hiệu and Tiêu ngữ in place of the Party’s title',
    expected: [{ component: 'party-title', aspect: 'missing', or: ['party-title text'] }],
    mayAlso: ['national-title', 'motto'],
    apply: (paper) => {
      const motto = para('motto', 'Độc lập - Tự do - Hạnh phúc', { size: 14, bold: true })
      motto.rule = { share: 1, dash: 'solid' }
      paper.titles = [para('national-title', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 13, bold: true }), motto]
      return true
    },
  },
  {
    ...missing('issuing', both, 'issuing', 'issuing-organization'),
    apply: (paper, random) => inPart(paper, 'parent').length === 0 && without('issuing')(paper) && random !== undefined,
  },
  {
    ...missing('star', party, 'star', 'issuing-organization'),
    rule: '5.3 cell 2: no asterisk on a line of its own',
    expected: at('issuing-organization', 'rule-line', 'missing', 'pattern', 'text', 'punctuation'),
  },
]
