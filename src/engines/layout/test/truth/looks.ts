/** Size, style, alignment and case of every component, one row of handbook 5.1 and 5.3 after another. */

import type { Limits } from '../make/build.ts'
import { type Para, type Part, textOf } from '../make/paper.ts'
import type { Wish } from '../make/state.ts'
import { apart, at, each, type Fault, look, sentenceCase, signedApart, state } from './fault.ts'

interface Row {
  part: Part
  component: string
  /** Sizes just outside what is allowed: below, above. */
  sizes: [number, number]
  bold: boolean
  italic?: boolean
  /** The case and the alignment are laid down. */
  capitals?: boolean
  centred?: boolean
  rule: string
  limits?: Limits
  wish?: Wish
}

// Handbook 5.1. Sizes of running text are in content.ts.
const stateRows: Row[] = [
  {
    part: 'national-title',
    component: 'national-title',
    sizes: [10, 15],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 cell 1 Quốc hiệu; PL I.II.1.a',
    limits: apart,
  },
  {
    part: 'motto',
    component: 'motto',
    sizes: [11, 16],
    bold: true,
    centred: true,
    rule: '5.1 cell 1 Tiêu ngữ; PL I.II.1.b',
    limits: apart,
  },
  {
    part: 'parent',
    component: 'parent-organization',
    sizes: [10, 15],
    bold: false,
    capitals: true,
    centred: true,
    rule: '5.1 cell 2 Cơ quan chủ quản; PL I.II.2.b',
    limits: apart,
  },
  {
    part: 'issuing',
    component: 'issuing-organization',
    sizes: [10, 15],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 cell 2 Cơ quan ban hành; PL I.II.2.b',
    limits: apart,
  },
  {
    part: 'number',
    component: 'number',
    sizes: [11, 15],
    bold: false,
    centred: true,
    rule: '5.1 cell 3; PL I.II.3.c',
    limits: apart,
  },
  {
    part: 'place-date',
    component: 'place-date',
    sizes: [12, 16],
    bold: false,
    italic: true,
    centred: true,
    rule: '5.1 cell 4; PL I.II.4.c',
    limits: apart,
  },
  {
    part: 'type-name',
    component: 'type-name',
    sizes: [12, 18],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 cell 5a Tên loại; PL I.II.5.b',
  },
  {
    part: 'subject',
    component: 'subject',
    sizes: [12, 16],
    bold: true,
    centred: true,
    rule: '5.1 cell 5a Trích yếu; PL I.II.5.b',
  },
  {
    part: 'subject-letter',
    component: 'subject',
    sizes: [10, 15],
    bold: false,
    centred: true,
    rule: '5.1 cell 5b; PL I.II.5.b',
    limits: apart,
  },
  { part: 'addressee', component: 'addressee', sizes: [12, 16], bold: false, rule: '5.1 cell 9a; PL I.II.9.d' },
  {
    part: 'basis',
    component: 'basis',
    sizes: [12, 16],
    bold: false,
    italic: true,
    rule: '5.1 cell 6 Căn cứ; PL I.II.6.a',
  },
  {
    part: 'heading',
    component: 'heading',
    sizes: [12, 17],
    bold: true,
    centred: true,
    rule: '5.1 cell 6 Phần, Chương, Mục; PL I.II.6.đ',
  },
  {
    part: 'heading-title',
    component: 'heading',
    sizes: [11, 17],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 cell 6, title; PL I.II.6.đ',
  },
  {
    part: 'authority',
    component: 'signature-authority',
    sizes: [12, 16],
    bold: true,
    centred: true,
    rule: '5.1 cell 7a; PL I.II.7.đ',
    limits: signedApart,
  },
  {
    part: 'position',
    component: 'signer-position',
    sizes: [12, 16],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 cell 7a; PL I.II.7.đ',
    limits: signedApart,
  },
  {
    part: 'name',
    component: 'signer-name',
    sizes: [12, 16],
    bold: true,
    centred: true,
    rule: '5.1 cell 7b; PL I.II.7.đ',
    limits: signedApart,
  },
  {
    part: 'recipients-label',
    component: 'recipients-label',
    sizes: [10, 14],
    bold: true,
    italic: true,
    rule: '5.1 cell 9b Nơi nhận; PL I.II.9.d',
  },
  { part: 'recipient', component: 'recipients', sizes: [9, 13], bold: false, rule: '5.1 cell 9b list; PL I.II.9.d' },
  {
    part: 'urgency',
    component: 'urgency-mark',
    sizes: [11, 16],
    bold: true,
    rule: '5.1 cell 10b; PL I.III.2.b',
    wish: { urgency: true },
  },
  {
    part: 'circulation',
    component: 'circulation-mark',
    sizes: [11, 16],
    bold: true,
    rule: '5.1 cell 11; PL I.III.2.c',
    wish: { circulation: true },
  },
  {
    part: 'appendix',
    component: 'appendix',
    sizes: [12, 16],
    bold: true,
    centred: true,
    rule: '5.1 Phụ lục; PL I.III.1.b',
    wish: { appendices: 2 },
  },
  {
    part: 'appendix-title',
    component: 'appendix',
    sizes: [11, 16],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.1 Phụ lục, title; PL I.III.1.b',
    wish: { appendices: 2 },
  },
  {
    part: 'appendix-note',
    component: 'appendix',
    sizes: [11, 16],
    bold: false,
    italic: true,
    centred: true,
    rule: '5.1 Phụ lục, (Kèm theo …); PL I.III.1.c',
    wish: { appendices: 2 },
  },
]

// Handbook 5.3.
const partyRows: Row[] = [
  {
    part: 'party-title',
    component: 'party-title',
    sizes: [13, 17],
    bold: true,
    capitals: true,
    rule: '5.3 cell 1',
    limits: apart,
  },
  {
    part: 'parent',
    component: 'parent-organization',
    sizes: [12, 16],
    bold: false,
    capitals: true,
    rule: '5.3 cell 2 superior body',
    limits: apart,
  },
  {
    part: 'issuing',
    component: 'issuing-organization',
    sizes: [12, 16],
    bold: true,
    capitals: true,
    rule: '5.3 cell 2 issuing body',
    limits: apart,
  },
  {
    part: 'number',
    component: 'number',
    sizes: [12, 16],
    bold: false,
    centred: true,
    rule: '5.3 cell 3',
    limits: apart,
  },
  {
    part: 'place-date',
    component: 'place-date',
    sizes: [12, 16],
    bold: false,
    italic: true,
    rule: '5.3 cell 4',
    limits: apart,
  },
  {
    part: 'type-name',
    component: 'type-name',
    sizes: [13, 18],
    bold: true,
    capitals: true,
    centred: true,
    rule: '5.3 cell 5a Tên loại',
  },
  { part: 'subject', component: 'subject', sizes: [12, 17], bold: true, centred: true, rule: '5.3 cell 5a Trích yếu' },
  {
    part: 'subject-letter',
    component: 'subject',
    sizes: [10, 14],
    bold: false,
    italic: true,
    rule: '5.3 cell 5b',
    limits: apart,
  },
  { part: 'addressee', component: 'addressee', sizes: [12, 16], bold: false, rule: '5.3 cell 9a' },
  { part: 'basis', component: 'basis', sizes: [12, 17], bold: false, rule: '5.3 cell 6 Căn cứ' },
  {
    part: 'authority',
    component: 'signature-authority',
    sizes: [12, 16],
    bold: true,
    rule: '5.3 cell 7a',
    limits: signedApart,
  },
  {
    part: 'position',
    component: 'signer-position',
    sizes: [12, 16],
    bold: false,
    capitals: true,
    rule: '5.3 cell 7b',
    limits: signedApart,
  },
  { part: 'name', component: 'signer-name', sizes: [12, 16], bold: true, rule: '5.3 cell 7c', limits: signedApart },
  {
    part: 'recipients-label',
    component: 'recipients-label',
    sizes: [11, 16],
    bold: false,
    rule: '5.3 cell 9b Nơi nhận',
  },
  { part: 'recipient', component: 'recipients', sizes: [10, 14], bold: false, rule: '5.3 cell 9b list' },
  {
    part: 'urgency',
    component: 'urgency-mark',
    sizes: [12, 16],
    bold: true,
    rule: '5.3 cell 10',
    wish: { urgency: true },
  },
]

function faultsOf(regime: 'state' | 'party', row: Row): Fault[] {
  const regimes = [regime]
  const head = `${row.part}-`
  const own = { regimes, ...(row.limits ? { limits: row.limits } : {}), ...(row.wish ? { wish: row.wish } : {}) }
  const all = each(row.part)
  // "Q. GIÁM ĐỐC" is authority and position in one line.
  const whole =
    (change: (para: Para) => void): Fault['apply'] =>
    (paper, random) =>
      !(row.part === 'position' && paper.signRight.some((one) => textOf(one).startsWith('Q.'))) &&
      all(change)(paper) &&
      random !== undefined
  const fault = (name: string, what: string, aspect: string, change: (para: Para) => void): Fault => ({
    ...own,
    name: `${regime}-${head}${name}`,
    rule: `${row.rule}: ${what}`,
    expected: at(row.component, aspect),
    apply: whole(change),
  })
  const faults = [
    fault('small', `size ${row.sizes[0]}`, 'size', (para) => look(para, { size: row.sizes[0] })),
    fault('large', `size ${row.sizes[1]}`, 'size', (para) => look(para, { size: row.sizes[1] })),
    row.bold
      ? fault('not-bold', 'not bold', 'style', (para) => look(para, { bold: false }))
      : fault('bold', 'bold', 'style', (para) => look(para, { bold: true })),
    row.italic
      ? fault('upright', 'not italic', 'style', (para) => look(para, { italic: false }))
      : fault('italic', 'italic', 'style', (para) => look(para, { italic: true })),
  ]
  if (row.centred)
    faults.push(fault('left', 'at the left', 'alignment', (para) => Object.assign(para, { align: 'left' })))
  if (row.capitals) {
    faults.push({
      ...fault('lower', 'small letters', 'case', (para) => {
        for (const run of para.runs) run.text = sentenceCase(run.text)
      }),
    })
  }
  return faults
}

export const lookFaults: Fault[] = [
  ...stateRows.flatMap((row) => faultsOf('state', row)),
  ...partyRows.flatMap((row) => faultsOf('party', row)),
]

const upper = (part: Part, component: string, rule: string, more: Partial<Fault> = {}): Fault => ({
  name: `state-${part}-capitals`,
  regimes: state,
  rule: `${rule}: all in capitals`,
  expected: at(component, 'case'),
  apply: each(part)((para) => {
    for (const run of para.runs) run.text = run.text.toUpperCase()
  }),
  ...more,
})

/** Capitals where small letters belong. */
export const capitalFaults: Fault[] = [
  upper('motto', 'motto', '5.1 cell 1 Tiêu ngữ; PL I.II.1.b'),
  upper('subject', 'subject', '5.1 cell 5a Trích yếu; PL I.II.5.b'),
  upper('name', 'signer-name', '5.1 cell 7b; PL I.II.7.đ'),
  upper('recipients-label', 'recipients-label', '5.1 cell 9b; PL I.II.9.d'),
  upper('place-date', 'place-date', '5.1 cell 4; PL I.II.4.c'),
  upper('appendix', 'appendix', '5.1 Phụ lục; PL I.III.1.b', { wish: { appendices: 2 } }),
]
