/** A correct Party document of a type: handbook 5.3 line by line. What the handbook marks C (forms of headings) varies freely. */
import { close, decisionArticles, type Prose, plan, prose, regulation, speaker } from './content.ts'
import { type Block, isPara, keyed, type Paper, type Para, para, plain } from './paper.ts'
import { type Random, randomOf } from './random.ts'
import { dayBetween, longDate, twoDigits, type Wish } from './state.ts'
import { partyTypes } from './types.ts'
import { type Body, matters, partyBodies, people, provinceCommittee, textsInForce } from './words.ts'

const committeeOnly = new Set(['NQ', 'CT', 'KL', 'QC', 'TT', 'CTr', 'ĐA', 'PA', 'BB'])

export function partyPaper(type: string, seed: string, wish: Wish = {}): Paper {
  const row = partyTypes.find((one) => one.type === type)!
  const random = randomOf('party', type, seed)
  // Both rule sets: 36-HD/VPTW before 27/5/2026, 05-HD/VPTW from that day.
  const date = random.chance(0.5)
    ? dayBetween(random, '2026-05-27', '2026-11-20')
    : dayBetween(random, '2019-01-10', '2026-05-26')
  const committee = committeeOnly.has(row.short) || type === 'Quy định' || random.chance(0.3)
  const choice = row.short === 'HD' ? partyBodies.slice(0, 2) : partyBodies
  const body: Body = committee ? provinceCommittee : random.pick(choice)
  const size = random.pick([14, 15])
  const of: Prose = {
    size,
    firstLine: 10,
    ...random.pick([
      { before: 6, after: 0 },
      { before: 0, after: 6 },
      { before: 6, after: 6 },
    ]),
    line: { points: random.pick([18, 19, 20, 22]) },
  }
  const say = speaker(random)
  const matter = random.pick(matters)
  const long = wish.long ?? (row.form === 'regulation' || (row.form === 'plan' && random.chance(0.5)))
  const number = twoDigits(random.chance(0.3) ? random.whole(1, 9) : random.whole(10, 900))

  const bodies = [
    ...body.parent.map((line) => para('parent', line, { size: 14 })),
    ...body.name.map((line) => para('issuing', line, { size: 14, bold: true })),
    para('star', '*', { size: 14 }),
  ]
  const title = para('party-title', 'ĐẢNG CỘNG SẢN VIỆT NAM', { size: 15, bold: true })
  title.rule = { share: 1, dash: 'solid' }
  const numbers = [para('number', `Số ${number}-${row.short}/${body.short}`, { size: 14 })]
  const about = matter.startsWith('công tác') ? `về ${matter}` : `về việc ${matter}`
  if (row.form === 'letter') {
    const letter = matter.startsWith('công tác') ? `về việc triển khai ${matter}` : about
    numbers.push(para('subject-letter', letter, { size: 12, italic: true }))
  }
  if (wish.urgency) {
    const word = random.pick(['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN'])
    numbers.push(para('urgency', word, { size: 14, bold: true, color: 'FF0000' }, { before: 6, frame: 'FF0000' }))
  }

  const main: Block[] = []
  if (row.form !== 'letter') {
    main.push(para('type-name', type.toUpperCase(), { size: random.pick([15, 16]), bold: true }, { before: 12 }))
    main.push(para('subject', about, { size: random.pick([14, 15]), bold: true }))
    main.push(para('hyphens', '-----', { size: 14 }))
  }
  if (row.form === 'letter' || type === 'Tờ trình') {
    const word = type === 'Tờ trình' && random.chance(0.5) ? 'Kính trình' : 'Kính gửi'
    main.push(...addressees(word, row.form === 'letter' && random.chance(0.5)))
  }
  if (row.form === 'decision') {
    main.push(...bases(of, date, random))
    main.push(
      para(
        'authority-line',
        committee ? 'BAN THƯỜNG VỤ TỈNH ỦY' : body.spoken.toUpperCase(),
        { size, bold: true },
        { before: 6 },
      ),
    )
    main.push(para('order-line', 'QUYẾT ĐỊNH', { size, bold: true }, { before: 6, after: 6 }))
    main.push(
      ...decisionArticles(
        of,
        say,
        long ? 8 : 3,
        'Văn phòng, các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.',
      ),
    )
    if (long) for (let more = 0; more < 8; more++) main.push(prose(of, 'body', say.several(4)))
  } else if (row.form === 'regulation') {
    if (random.chance(0.5)) main.push(...bases(of, date, random))
    const shape = { chapters: long ? 4 : 2, divided: false, parts: false, points: random.pick([3, 4, 5]) }
    main.push(...regulation(of, say, random, shape))
  } else if (row.form === 'plan') {
    if (random.chance(0.4)) main.push(...bases(of, date, random))
    const shape = { sections: long ? 6 : 3, clauses: random.whole(2, 3), points: random.pick([2, 3, 5]), table: false }
    const blocks = plan(of, say, random, shape)
    if (random.chance(0.4)) for (const one of blocks.filter(isPara)) oldSigns(one)
    main.push(...blocks)
    if (long) for (let more = 0; more < 6; more++) main.push(prose(of, 'body', say.several(4)))
    main.push(prose(of, 'body', say.next()))
  } else {
    main.push(prose(of, 'body', say.several(3)), prose(of, 'body', say.several(2)))
    if (long) for (let more = 0; more < 12; more++) main.push(prose(of, 'body', say.several(4)))
    main.push(prose(of, 'body', say.several(2)))
  }
  close(main, '.')

  return keyed({
    regime: 'party',
    date,
    type,
    form: row.form,
    long,
    page: { width: 210, height: 297, landscape: false, top: 20, bottom: 20, left: 30, right: 15, header: 10 },
    pageNumber: {
      shown: true,
      onFirst: false,
      place: 'header',
      align: 'center',
      look: { ...plain, size: 14 },
      roman: false,
    },
    bodies,
    titles: [title],
    numbers,
    dates: [para('place-date', `${body.place}, ${longDate(date)}`, { size: 14, italic: true })],
    swapped: false,
    main,
    ...signature(row.form, body, random, type),
    appendices: [],
    encoding: 'nfc',
  })
}

/** The older way of numbering, `I- ` and `1- `: exact forms of headings are open (handbook 5.3, C). */
function oldSigns(one: Para) {
  const run = one.runs[0]!
  if (one.part === 'section' || one.part === 'clause-title') run.text = run.text.replace(/^([IVX]+|\d+)\. /, '$1- ')
}

function addressees(word: string, several: boolean): Para[] {
  const look = { size: 14 }
  if (!several) {
    const to = word === 'Kính trình' ? 'Ban Thường vụ Tỉnh ủy' : 'Văn phòng Tỉnh ủy'
    return [para('addressee', `${word}: ${to}`, look, { before: 12, after: 6 })]
  }
  const names = ['Các ban đảng Tỉnh ủy', 'Các đảng ủy trực thuộc', 'Văn phòng Tỉnh ủy']
  const first = para('addressee', `${word}:`, look, { align: 'left', left: 35, before: 12 })
  const rest = names.map((name, at) =>
    para('addressee', `- ${name}${at === names.length - 1 ? '.' : ','}`, look, { align: 'left', left: 53 }),
  )
  rest.at(-1)!.after = 6
  return [first, ...rest]
}

function bases(of: Prose, date: string, random: Random): Para[] {
  const lines = textsInForce('party', date, random, 3)
  return lines.map((line, at) => prose(of, 'basis', `- Căn cứ ${line}${at === lines.length - 1 ? '.' : ';'}`))
}

function signature(
  form: Paper['form'],
  body: Body,
  random: Random,
  type: string,
): Pick<Paper, 'signLeft' | 'signRight' | 'tail'> {
  const above: Para[] = []
  let position = body.head
  const authority = (text: string) => above.push(para('authority', text, { size: 14, bold: true }))
  if (body.collective) {
    const byOrder = body.office && (form === 'letter' || type === 'Thông báo') && random.chance(0.6)
    authority(`${byOrder ? 'T/L' : 'T/M'} ${body.collective}`)
    position = byOrder ? body.office : random.pick([body.head, body.deputy])
  } else if (random.chance(0.5)) {
    authority(`K/T ${body.head}`)
    position = body.deputy
  }
  const at = { align: 'left' as const }
  const first =
    form === 'letter' || type === 'Tờ trình'
      ? 'Như trên'
      : random.pick(['Các ban đảng Tỉnh ủy', 'Các đảng ủy trực thuộc'])
  const lines = [
    first,
    ...random.shuffle(['Thường trực Tỉnh ủy', 'Ủy ban Kiểm tra Tỉnh ủy', 'Báo Lâm Hà']).slice(0, random.whole(1, 3)),
  ]
  return {
    signLeft: [
      para('recipients-label', 'Nơi nhận:', { size: 14, underline: true }, at),
      ...lines.map((line) => para('recipient', `- ${line},`, { size: 12 }, at)),
      para('recipient', `- Lưu ${body.unit}.`, { size: 12 }, at),
    ],
    signRight: [
      ...above,
      para('position', position, { size: 14 }),
      para('name', random.pick(people), { size: 14, bold: true }),
    ],
    tail: [],
  }
}
