/** A correct State document of a type: handbook 5.1 line by line, what it leaves free is chosen by the seed. */
import {
  clause,
  close,
  decisionArticles,
  minutesLines,
  type Prose,
  plan,
  prose,
  regulation,
  runOf,
  slipLines,
  speaker,
} from './content.ts'
import { type Appendix, type Block, keyed, type Paper, type Para, para, plain } from './paper.ts'
import { type Random, randomOf } from './random.ts'
import { stateTypes } from './types.ts'
import { type Body, council, longMatters, matters, people, stateBodies, textsInForce } from './words.ts'

export interface Wish {
  long?: boolean
  appendices?: number
  urgency?: boolean
  circulation?: boolean
  /** Sign of the drafter and number of copies; address at the foot of page 1. */
  drafter?: boolean
  contact?: boolean
}

/** Zero before days below 10 and before months 1 and 2 alone (handbook 5.1 cell 4). */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const two = (value: number) => String(value).padStart(2, '0')
  return `ngày ${two(day)} tháng ${month < 3 ? two(month) : month} năm ${year}`
}

export const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value))

export function dayBetween(random: Random, first: string, last: string): string {
  const from = Date.parse(first)
  const days = Math.floor((Date.parse(last) - from) / 86_400_000)
  return new Date(from + random.whole(0, days) * 86_400_000).toISOString().slice(0, 10)
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const superiorOf: Record<string, string> = {
  'Ủy ban nhân dân tỉnh Lâm Hà': 'Bộ Nội vụ',
  'Trung tâm Lưu trữ lịch sử': 'Sở Nội vụ',
}

export function statePaper(type: string, seed: string, wish: Wish = {}): Paper {
  const row = stateTypes.find((one) => one.type === type)!
  const random = randomOf('state', type, seed)
  const date = dayBetween(random, '2020-04-01', '2026-11-20')
  const body: Body =
    type === 'Nghị quyết' ? council : random.pick(type === 'Giấy nghỉ phép' ? stateBodies.slice(2) : stateBodies)
  const large = random.chance(0.6)
  const size = random.pick([13, 14])
  const titleSize = large ? 13 : 12
  const of: Prose = {
    size,
    firstLine: random.pick([10, 12.7]),
    ...random.pick([
      { before: 6, after: 0 },
      { before: 0, after: 6 },
      { before: 6, after: 6 },
      { before: 0, after: 8 },
    ]),
    line: random.pick([
      { times: 1 },
      { times: 1.15 },
      { times: 1.3 },
      { times: 1.5 },
      { points: size === 13 ? 17 : 18 },
    ]),
  }
  const say = speaker(random)
  const matter = random.chance(0.12) ? random.pick(longMatters) : random.pick(matters)
  const long = wish.long ?? (row.form === 'regulation' || (row.form === 'plan' && random.chance(0.5)))
  const number = twoDigits(random.chance(0.3) ? random.whole(1, 9) : random.whole(10, 1900))
  const notation = row.short ? `${row.short}-${body.short}` : `${body.short}-${random.pick(body.units)}`

  const bodies = [
    ...body.parent.map((line) => para('parent', line, { size: titleSize })),
    ...body.name.map((line) => para('issuing', line, { size: titleSize, bold: true })),
  ]
  // A third to a half of the line above it, and of the longest line of a name in two lines as well.
  const lines = body.name.map((line) => line.length)
  const shorter = lines.at(-1)! < Math.max(...lines)
  bodies.at(-1)!.rule = { share: shorter ? 0.49 : random.pick([0.36, 0.4, 0.45]), dash: 'solid' }
  const motto = para('motto', 'Độc lập - Tự do - Hạnh phúc', { size: titleSize + 1, bold: true })
  motto.rule = { share: 1, dash: 'solid' }
  const nation = random.chance(0.3) ? 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM' : 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
  const numbers = [para('number', `Số: ${number}/${notation}`, { size: 13 })]
  if (row.form === 'letter') {
    // 6 pt below the number (PL I.II.5.b).
    numbers.push(para('subject-letter', `V/v ${matter}`, { size: random.pick([12, 13]) }, { before: 6 }))
  }
  if (wish.urgency) {
    const word = random.pick(['HỎA TỐC', 'THƯỢNG KHẨN', 'KHẨN'])
    numbers.push(
      para(
        'urgency',
        word,
        { size: random.pick([13, 14]), bold: true, color: 'FF0000' },
        { before: 6, frame: 'FF0000' },
      ),
    )
  }
  // Minutes carry no place and date (PL III mẫu 1.9).
  const dates =
    row.form === 'minutes'
      ? []
      : [para('place-date', `${body.place}, ${longDate(date)}`, { size: random.pick([13, 14]), italic: true })]
  if (wish.circulation) {
    const word = random.pick(['LƯU HÀNH NỘI BỘ', 'XEM XONG TRẢ LẠI'])
    dates.push(para('circulation', word, { size: random.pick([13, 14]), bold: true }, { before: 6, frame: '000000' }))
  }

  const inYear = (one: Para): Para => ({
    ...one,
    runs: one.runs.map((run) => ({ ...run, text: run.text.replaceAll('2025', date.slice(0, 4)) })),
  })
  const main: Block[] = []
  // A decision of the head himself, not of the committee.
  const personal = row.form === 'decision' && body !== council && !(body.collective && random.chance(0.5))
  if (row.form !== 'letter') {
    const typeSize = random.pick([13, 14])
    main.push(para('type-name', type.toUpperCase(), { size: typeSize, bold: true }, { before: 12 }))
    if (!row.noSubject) {
      const verb = matter.startsWith('công tác') ? 'Về' : 'Về việc'
      const text = row.form === 'decision' || random.chance(0.6) ? `${verb} ${matter}` : upperFirst(matter)
      main.push(para('subject', text, { size: random.pick([13, 14]), bold: true }))
    }
    const last = main.at(-1) as Para
    last.rule = { share: random.pick([0.36, 0.4, 0.45]), dash: 'solid' }
  }
  const sender = people[random.whole(0, people.length - 1)]!
  const superior = superiorOf[body.spoken] ?? 'Ủy ban nhân dân tỉnh Lâm Hà'
  if (row.form === 'letter' || type === 'Tờ trình' || (type === 'Báo cáo' && random.chance(0.4))) {
    const several = row.form === 'letter' && random.chance(0.5)
    main.push(
      ...addressees(
        size,
        several ? ['Các sở, ban, ngành', 'Ủy ban nhân dân các xã, phường', 'Trung tâm Lưu trữ lịch sử'] : [superior],
      ),
    )
  }
  const appendices = wish.appendices ?? 0
  const pointed = appendices === 0 ? '' : ' Chi tiết tại Phụ lục kèm theo.'
  if (row.form === 'decision') {
    const spokenUpper = personal ? `${body.head} ${body.spoken}` : body.spoken
    main.push(para('authority-line', spokenUpper.toUpperCase(), { size, bold: true }, { before: 12, after: 6 }))
    main.push(
      ...bases(
        of,
        date,
        random,
        body === council ? [] : [`Theo đề nghị của ${random.pick(['Chánh Văn phòng', 'Trưởng phòng Tổng hợp'])}`],
      ),
    )
    main.push(
      para(
        'order-line',
        body === council ? 'QUYẾT NGHỊ:' : 'QUYẾT ĐỊNH:',
        { size, bold: true },
        { before: 6, after: 6 },
      ),
    )
    const articles = decisionArticles(
      of,
      say,
      long ? 9 : 3,
      'Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.'.replace('Quyết định', type),
    )
    if (long)
      articles.splice(2, 0, clause(of, 1, say.several(3)), clause(of, 2, say.several(2)), clause(of, 3, say.several(3)))
    ;(articles[0] as Para).runs.push(runOf(pointed, of.size))
    main.push(...articles)
  } else if (row.form === 'regulation') {
    if (random.chance(0.4)) main.push(...bases(of, date, random, []))
    const shape = {
      chapters: long ? 4 : 2,
      divided: random.chance(0.5),
      parts: random.chance(0.2),
      points: random.pick([3, 4, 5, 7]),
    }
    main.push(...regulation(of, say, random, shape))
    if (pointed) main.push(prose(of, 'body', pointed.trim()))
  } else if (row.form === 'plan') {
    if (random.chance(0.3)) main.push(...bases(of, date, random, []))
    const shape = {
      sections: long ? 6 : 3,
      clauses: random.whole(2, 4),
      points: random.pick([2, 3, 4, 5, 7]),
      table: long && random.chance(0.3),
    }
    main.push(...plan(of, say, random, shape))
    if (long) for (let more = 0; more < 6; more++) main.push(prose(of, 'body', say.several(4)))
    main.push(prose(of, 'body', `${say.next()}${pointed}`))
  } else if (row.form === 'slip') {
    main.push(...slipLines(of, type, body.spoken, matter, sender).map(inYear))
  } else if (row.form === 'minutes') {
    main.push(...minutesLines(of, say, sender).map(inYear))
  } else {
    if (row.form === 'telegram') {
      main.push(prose(of, 'body', `${body.spoken} điện:`))
      main.push(prose(of, 'body', '- Các sở, ban, ngành;'), prose(of, 'body', '- Ủy ban nhân dân các xã, phường.'))
    }
    main.push(prose(of, 'body', say.several(3)))
    if (long || random.chance(0.6)) {
      for (let at = 1; at <= 3; at++) main.push(clause(of, at, say.several(2)))
    }
    if (long) for (let more = 0; more < 12; more++) main.push(prose(of, 'body', say.several(4)))
    main.push(prose(of, 'body', `${say.several(2)}${pointed}`))
  }
  close(main, './.')

  const landscape = random.chance(0.5)
  const signed = signature(row.form, personal ? { ...body, collective: '' } : body, random, type)
  if (wish.drafter && signed.signLeft.length > 0) {
    signed.signLeft.push(para('drafter', 'PL.(300)', { size: 11 }, { align: 'left' }))
  }
  return keyed({
    regime: 'state',
    date,
    type,
    form: row.form,
    long,
    page: {
      width: 210,
      height: 297,
      landscape: false,
      top: random.pick([20, 25, 22]),
      bottom: random.pick([20, 25]),
      left: random.pick([30, 35]),
      right: random.pick([15, 20]),
      header: random.pick([10, 12.7]),
    },
    pageNumber: {
      shown: true,
      onFirst: false,
      place: 'header',
      align: 'center',
      look: { ...plain, size: random.pick([13, 14]) },
      roman: false,
    },
    bodies,
    titles: [para('national-title', nation, { size: titleSize, bold: true }), motto],
    numbers,
    dates,
    swapped: false,
    main,
    ...signed,
    appendices: appendicesOf(of, say, appendices, landscape),
    ...(wish.contact ? { contact: contactOf(body) } : {}),
    encoding: 'nfc',
  })
}

function contactOf(body: Body): Para {
  const text = `Địa chỉ: Số 12 đường Hoa Lư, ${body.place}; điện thoại: 0263.000.000; thư điện tử: vanthu@lamha.example.vn`
  return para('contact', text, { size: 11 })
}

function addressees(size: number, names: string[]): Para[] {
  if (names.length === 1) return [para('addressee', `Kính gửi: ${names[0]}`, { size }, { before: 12, after: 6 })]
  const first = para('addressee', 'Kính gửi:', { size }, { align: 'left', left: 35, before: 12 })
  const rest = names.map((name, at) =>
    para('addressee', `- ${name}${at === names.length - 1 ? '.' : ';'}`, { size }, { align: 'left', left: 52 }),
  )
  rest.at(-1)!.after = 6
  return [first, ...rest]
}

function bases(of: Prose, date: string, random: Random, proposals: string[]): Para[] {
  const lines = [...textsInForce('state', date, random, 3).map((text) => `Căn cứ ${text}`), ...proposals]
  return lines.map((line, at) => prose(of, 'basis', line + (at === lines.length - 1 ? '.' : ';'), { italic: true }))
}

function signature(
  form: Paper['form'],
  body: Body,
  random: Random,
  type: string,
): Pick<Paper, 'signLeft' | 'signRight' | 'tail'> {
  const size = random.pick([13, 14])
  const bold = { size, bold: true }
  const name = para('name', random.pick(people), bold)
  const list = recipients(form, body, random, type)
  if (form === 'minutes') {
    return {
      signLeft: [para('position', 'THƯ KÝ', bold), para('name', 'Nguyễn Thị Thu Hà', bold)],
      signRight: [para('position', 'CHỦ TỌA', bold), name],
      tail: list,
    }
  }
  const above: Para[] = []
  let position = body.head
  const forHead = (mark: string) => above.push(para('authority', `${mark} ${body.head}`, bold))
  if (body.collective) {
    above.push(para('authority', `TM. ${body.collective}`, bold))
    if (body !== council && random.chance(0.5)) {
      forHead('KT.')
      position = body.deputy
    }
  } else {
    const way = random.pick(['', 'KT.', 'TL.', 'TUQ.', 'Q.'])
    if (way === 'Q.') position = `Q. ${body.head}`
    else if (way) {
      forHead(way)
      position = way === 'KT.' ? body.deputy : body.office
    }
  }
  return { signLeft: list, signRight: [...above, para('position', position, bold), name], tail: [] }
}

function recipients(form: Paper['form'], body: Body, random: Random, type: string): Para[] {
  const at = { align: 'left' as const }
  const first =
    form === 'letter' || type === 'Tờ trình'
      ? 'Như trên'
      : form === 'decision'
        ? 'Như Điều 3'
        : random.pick(['Các phòng, đơn vị trực thuộc', 'Các cơ quan, đơn vị có liên quan'])
  const keep = `Lưu: VT, ${random.pick(body.units)}${random.chance(0.3) ? ` (${random.whole(2, 15)})` : ''}.`
  const lines = [
    first,
    ...random.shuffle(['Lãnh đạo cơ quan', 'Cổng thông tin điện tử', 'Phòng Tổng hợp']).slice(0, random.whole(1, 3)),
  ]
  return [
    para('recipients-label', 'Nơi nhận:', { size: 12, bold: true, italic: true }, at),
    ...lines.map((line) => para('recipient', `- ${line};`, { size: 11 }, at)),
    para('recipient', `- ${keep}`, { size: 11 }, at),
  ]
}

function appendicesOf(of: Prose, say: ReturnType<typeof speaker>, count: number, landscape: boolean): Appendix[] {
  const roman = ['I', 'II', 'III']
  return Array.from({ length: count }, (_, at) => {
    const note = para('appendix-note', '(Kèm theo Văn bản số ... /...-... ngày ... tháng ... năm ... của ...)', {
      size: 14,
      italic: true,
    })
    note.rule = { share: 0.4, dash: 'solid' }
    const blocks: Block[] = [
      para('appendix', count > 1 ? `Phụ lục ${roman[at]}` : 'Phụ lục', { size: 14, bold: true }),
      para('appendix-title', at === 0 ? 'DANH MỤC HỒ SƠ, TÀI LIỆU' : 'PHÂN CÔNG NHIỆM VỤ', {
        size: of.size,
        bold: true,
      }),
      note,
      ...Array.from({ length: 3 }, () => prose(of, 'body', say.several(3))),
    ]
    close(blocks, './.')
    return { blocks, landscape: landscape && at === 0, restarts: true }
  })
}
