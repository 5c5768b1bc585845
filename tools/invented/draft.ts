import { Chance } from './chance.ts'
import { sections, type Theme, themes } from './themes.ts'
import { type Body, bodies, type Regime, receivers, type Signer } from './world.ts'

export type Urgency = 'Khẩn' | 'Thượng khẩn' | 'Hỏa tốc'

/** A document before it is drawn: everything that stands on it. */
export interface Draft {
  regime: Regime
  body: Body
  typeName: string
  /** Công văn has no type name on it. */
  isLetter: boolean
  number: string
  notation: string
  /** ISO. */
  date: string
  /** As printed: "về việc …" is added by the layout where the regime does so. */
  subject: string
  theme: Theme
  addressees: string[]
  bases: string[]
  paragraphs: Paragraph[]
  signer: Signer
  recipients: string[]
  urgency: Urgency | null
  secrecy: 'MẬT' | null
}

export interface Paragraph {
  text: string
  style: 'body' | 'heading' | 'decide' | 'article'
}

interface TypeRule {
  name: string
  code: string
  weight: number
}

const types: Record<Regime, readonly TypeRule[]> = {
  state: [
    { name: 'Quyết định', code: 'QĐ', weight: 4 },
    { name: 'Công văn', code: '', weight: 6 },
    { name: 'Kế hoạch', code: 'KH', weight: 4 },
    { name: 'Báo cáo', code: 'BC', weight: 4 },
    { name: 'Thông báo', code: 'TB', weight: 3 },
    { name: 'Tờ trình', code: 'TTr', weight: 2 },
    { name: 'Giấy mời', code: 'GM', weight: 2 },
    { name: 'Hướng dẫn', code: 'HD', weight: 1 },
  ],
  party: [
    { name: 'Quyết định', code: 'QĐ', weight: 2 },
    { name: 'Công văn', code: 'CV', weight: 4 },
    { name: 'Kế hoạch', code: 'KH', weight: 3 },
    { name: 'Báo cáo', code: 'BC', weight: 3 },
    { name: 'Thông báo', code: 'TB', weight: 3 },
    { name: 'Kết luận', code: 'KL', weight: 1 },
    { name: 'Hướng dẫn', code: 'HD', weight: 2 },
  ],
}

/** Invents the words of one document. */
export function makeDraft(chance: Chance, wish: { regime?: Regime; secrecy?: 'MẬT'; until: string }): Draft {
  const regime = wish.regime ?? (chance.happens(0.64) ? 'state' : 'party')
  const body = chance.pick(bodies.filter((one) => one.regime === regime))
  // Within a year before `until`, mostly in the last weeks, as a registry's tray is; signed on working days.
  const day = new Date(Date.parse(wish.until) - Math.floor(chance.next() ** 2 * 360) * 86_400_000)
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() - 1)
  const date = day.toISOString().slice(0, 10)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + 1]
  const theme = chance.pick(themes[chance.pick(body.about)]!)
  const { types: suits } = theme
  const type = weighted(chance, suits ? types[regime].filter(({ name }) => suits.includes(name)) : types[regime])
  const isLetter = type.name === 'Công văn'
  const fill = (text: string) => filled(text, { year, month, chance: new Chance(`${year}${body.code}`) })
  const number = chance.int(1, regime === 'state' && isLetter ? 2400 : 320)
  const unit = chance.pick(body.units)
  const notation =
    regime === 'party' ? `${type.code}/${body.code}` : isLetter ? `${body.code}-${unit}` : `${type.code}-${body.code}`
  const bare = fill(theme.subject)
  const subject = type.name === 'Báo cáo' && !bare.startsWith('kết quả') ? `kết quả thực hiện ${bare}` : bare
  const facts = theme.facts.map(fill)
  const tasks = theme.tasks.map(fill)
  const others = receivers[regime].filter((name) => !body.name.startsWith(name))
  const signer = chance.pick(body.signers)
  const isSent = isLetter || type.name === 'Tờ trình'
  const addressees = isSent ? chance.some(others, type.name === 'Tờ trình' ? 1 : chance.int(1, 3)) : []
  const rest = others.filter((name) => !addressees.includes(name))
  const recipients = chance.some(rest, chance.int(1, 3))
  const above = isSent ? 'Như trên' : type.name === 'Quyết định' ? 'Như Điều 4' : null
  return {
    regime,
    body,
    typeName: type.name,
    isLetter,
    number: number < 10 ? `0${number}` : String(number),
    notation,
    date,
    subject,
    theme,
    addressees,
    bases: type.name === 'Quyết định' || type.name === 'Kế hoạch' ? theme.cites.map(fill) : [],
    paragraphs: paragraphs(type.name, regime, { subject, facts, tasks, cites: theme.cites.map(fill), body, chance }),
    signer,
    recipients: recipientLines(regime, above === null ? recipients : [above, ...recipients], body, unit),
    urgency: wish.secrecy ? null : chance.happens(0.2) ? chance.pick(['Khẩn', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc']) : null,
    secrecy: wish.secrecy ?? null,
  }
}

interface Words {
  subject: string
  facts: string[]
  tasks: string[]
  cites: string[]
  body: Body
  chance: Chance
}

function paragraphs(type: string, regime: Regime, words: Words): Paragraph[] {
  const { subject, facts, tasks, cites, body } = words
  const plain = (text: string): Paragraph => ({ text, style: 'body' })
  const heading = (text: string): Paragraph => ({ text, style: 'heading' })
  const article = (number: number, text: string): Paragraph => ({ text: `Điều ${number}. ${text}`, style: 'article' })
  const isParty = regime === 'party'
  if (type === 'Quyết định')
    return [
      { text: isParty ? 'QUYẾT ĐỊNH' : 'QUYẾT ĐỊNH:', style: 'decide' },
      article(1, `${capital(subject)}, với các nội dung chủ yếu như sau: ${lower(facts[0]!)}`),
      ...tasks.slice(0, 2).map((task, index) => article(index + 2, task)),
      article(
        4,
        `Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.${isParty ? '' : ' Quyết định có hiệu lực kể từ ngày ký./.'}`,
      ),
    ]
  const dot = isParty ? '' : '/.'
  const closing = plain(
    `Trên đây là nội dung ${type.toLowerCase()} ${type === 'Công văn' ? '' : `của ${body.name} `}${about(subject)}, đề nghị các cơ quan, đơn vị nghiêm túc thực hiện.${dot}`.replace(
      / +/g,
      ' ',
    ),
  )
  const numbered = (list: string[]) => list.map((text, index) => plain(`${index + 1}. ${text}`))
  const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII']
  let section = 0
  const headed = (text: string) => heading(`${roman[section++]}${isParty ? '-' : '.'} ${text}`)
  // Half of the longer papers run over to a second page.
  const more = words.chance.happens(0.5) ? words.chance.some(sections, words.chance.int(2, 4)) : []
  const further = () => more.flatMap((one) => [headed(one.heading), ...numbered([...one.sentences])])
  if (type === 'Kế hoạch' || type === 'Hướng dẫn')
    return [
      headed('MỤC ĐÍCH, YÊU CẦU'),
      ...numbered([
        ...facts,
        'Xác định rõ nội dung công việc, thời hạn và trách nhiệm của từng cơ quan, đơn vị; bảo đảm phối hợp chặt chẽ, kịp thời.',
      ]),
      headed('NỘI DUNG'),
      ...numbered(tasks),
      ...further(),
      headed('TỔ CHỨC THỰC HIỆN'),
      plain(
        'Các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao chủ động triển khai; khó khăn, vướng mắc kịp thời phản ánh để được hướng dẫn, giải quyết.',
      ),
      closing,
    ]
  if (type === 'Báo cáo' || type === 'Kết luận')
    return [
      plain(`Thực hiện ${cites[0]}, ${body.name} báo cáo ${subject} như sau:`),
      headed('KẾT QUẢ THỰC HIỆN'),
      ...numbered(facts),
      headed('NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI'),
      ...numbered(tasks),
      ...further(),
      plain(
        `Trên đây là báo cáo của ${body.name}, xin báo cáo để cấp trên xem xét, chỉ đạo.${dot}`.replace(
          'báo cáo của',
          type === 'Kết luận' ? 'kết luận của' : 'báo cáo của',
        ),
      ),
    ]
  if (type === 'Giấy mời')
    return [
      plain(`${body.name} trân trọng kính mời đại diện lãnh đạo các cơ quan, đơn vị dự họp ${about(subject)}.`),
      plain('Thời gian: 08 giờ 00 phút, thứ Năm tuần này (01 buổi).'),
      plain('Địa điểm: Phòng họp số 2, tầng 3, trụ sở cơ quan.'),
      plain(`Nội dung: ${lower(tasks[0]!)}`),
      plain(`Đề nghị các đồng chí chuẩn bị ý kiến và dự họp đúng thành phần./.`),
    ]
  return [
    plain(`Thực hiện ${cites[0]}; ${lower(facts[0]!)}`),
    ...facts.slice(1).map(plain),
    plain(
      `Để ${subject.startsWith('kết quả') ? `báo cáo ${subject}` : subject}, ${body.name} đề nghị các cơ quan, đơn vị thực hiện tốt một số nội dung sau:`,
    ),
    ...numbered(tasks),
    closing,
  ]
}

function recipientLines(regime: Regime, named: readonly string[], body: Body, unit: string): string[] {
  if (regime === 'party') return [...named.map((name) => `- ${name},`), `- Lưu ${body.units[0]}.`]
  return [...named.map((name) => `- ${name};`), `- Lưu: VT, ${unit}.`]
}

function weighted(chance: Chance, list: readonly TypeRule[]): TypeRule {
  let left = chance.next() * list.reduce((sum, one) => sum + one.weight, 0)
  for (const one of list) {
    left -= one.weight
    if (left < 0) return one
  }
  return list[0]!
}

function filled(text: string, facts: { year: number; month: number; chance: Chance }): string {
  const { year, month } = facts
  const words: Record<string, string> = {
    year: String(year),
    next: String(year + 1),
    last: String(year - 1),
    later: String(year + 4),
    season: `${year} - ${year + 1}`,
    quarter: ['I', 'II', 'III', 'IV'][Math.floor((month - 1) / 3)]!,
    count: facts.chance.pick(['sáu', 'bảy', 'tám', 'chín', 'mười']),
  }
  return text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
}

/** "về việc …", but "về kết quả …". */
function about(subject: string): string {
  return subject.startsWith('kết quả') ? `về ${subject}` : `về việc ${subject}`
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

function lower(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}
