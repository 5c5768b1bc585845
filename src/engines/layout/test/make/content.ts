/** What stands between heading and signature: bases, articles, sections, points. The same for both regimes but for the looks. */
import { type Block, type Grid, type Look, type Para, type Part, para, plain, type Run } from './paper.ts'
import type { Random } from './random.ts'
import { chapters, sections, sentences, titles } from './words.ts'

/** How running text looks in one document: chosen once, within what the regime allows. */
export interface Prose {
  size: number
  firstLine: number
  before: number
  after: number
  line: Para['line']
}

/** Points follow the Vietnamese alphabet (NĐ 30 PL I.II.6.đ; handbook 5.1). */
export const pointLetters = [...'abcdđeghiklm']

export function prose(of: Prose, part: Part, text: string, look: Partial<Look> = {}): Para {
  return para(
    part,
    text,
    { size: of.size, ...look },
    { align: 'both', firstLine: of.firstLine, before: of.before, after: of.after, line: of.line },
  )
}

export const runOf = (text: string, size: number, look: Partial<Look> = {}): Run => ({ ...plain, size, ...look, text })

function centred(of: Prose, part: Part, text: string): Para {
  return { ...prose(of, part, text, { bold: true }), align: 'center', firstLine: 0 }
}

/** Sentences one after another without repeating until all were said. */
export function speaker(random: Random) {
  let left: string[] = []
  const next = () => {
    if (left.length === 0) left = random.shuffle(sentences)
    return left.pop()!
  }
  return { next, several: (count: number) => Array.from({ length: count }, next).join(' ') }
}

type Speaker = ReturnType<typeof speaker>

export function clause(of: Prose, number: number, text: string): Para {
  return { ...prose(of, 'clause', text), label: { kind: 'clause', text: `${number}.` } }
}

/** A clause with a title: number and title bold on a line of their own. */
export function clauseTitle(of: Prose, number: number, text: string): Para {
  return prose(of, 'clause-title', `${number}. ${text}`, { bold: true })
}

export function points(of: Prose, say: Speaker, count: number): Para[] {
  return pointLetters.slice(0, count).map((letter) => ({
    ...prose(of, 'point', say.next()),
    label: { kind: 'point' as const, text: `${letter})` },
  }))
}

/** Articles of a decision: the word and number bold, the words after it upright. */
export function decisionArticles(of: Prose, say: Speaker, count: number, last: string): Block[] {
  return Array.from({ length: count }, (_, at) => {
    const text = at === count - 1 ? last : say.several(2)
    const article = prose(of, 'article', '')
    article.runs = [runOf(`Điều ${at + 1}.`, of.size, { bold: true }), runOf(` ${text}`, of.size)]
    return article
  })
}

export interface RegulationShape {
  chapters: number
  /** Arabic Mục inside the second chapter. */
  divided: boolean
  parts: boolean
  points: number
}

/** Chapters with titled articles, clauses and points. */
export function regulation(of: Prose, say: Speaker, random: Random, shape: RegulationShape): Block[] {
  const blocks: Block[] = []
  const roman = ['I', 'II', 'III', 'IV']
  const names = random.shuffle(titles)
  let article = 0
  const write = () => {
    article++
    blocks.push(prose(of, 'article', `Điều ${article}. ${names[article % names.length]}`, { bold: true }))
    blocks.push(clause(of, 1, say.several(2)))
    blocks.push(clause(of, 2, 'Các đơn vị thực hiện đúng những việc sau đây:'))
    blocks.push(...points(of, say, article === 2 ? shape.points : 2))
    blocks.push(clause(of, 3, say.next()))
  }
  for (let chapter = 0; chapter < shape.chapters; chapter++) {
    const word = shape.parts ? 'Phần' : 'Chương'
    blocks.push(centred(of, 'heading', `${word} ${roman[chapter]}`))
    blocks.push(centred(of, 'heading-title', chapters[chapter]!))
    if (shape.divided && chapter === 1) {
      blocks.push(centred(of, 'heading', 'Mục 1'), centred(of, 'heading-title', 'QUẢN LÝ VĂN BẢN ĐI'))
      write()
      blocks.push(centred(of, 'heading', 'Mục 2'), centred(of, 'heading-title', 'QUẢN LÝ VĂN BẢN ĐẾN'))
      write()
    } else {
      write()
      write()
    }
  }
  return blocks
}

export interface PlanShape {
  sections: number
  clauses: number
  points: number
  table: boolean
}

/** Roman sections with titled and untitled clauses, as plans, reports and notices have. */
export function plan(of: Prose, say: Speaker, random: Random, shape: PlanShape): Block[] {
  const blocks: Block[] = [prose(of, 'body', say.several(2))]
  const roman = ['I', 'II', 'III', 'IV', 'V', 'VI']
  for (let at = 0; at < shape.sections; at++) {
    blocks.push(prose(of, 'section', `${roman[at]}. ${sections[at]}`, { bold: true }))
    if (at === 0) {
      for (let number = 1; number <= shape.clauses; number++) blocks.push(clause(of, number, say.several(2)))
      continue
    }
    if (at === 1) {
      blocks.push(clauseTitle(of, 1, random.pick(titles)), prose(of, 'body', say.several(3)))
      blocks.push(clauseTitle(of, 2, 'Tổ chức thực hiện'), ...points(of, say, shape.points))
      if (shape.table) blocks.push(table(random))
      continue
    }
    blocks.push(
      prose(of, 'body', say.several(3)),
      prose(of, 'body', `- ${say.next()}`),
      prose(of, 'body', `- ${say.next()}`),
    )
  }
  return blocks
}

/** Figures in a grid: no rule of the handbook speaks of what stands in cells. */
export function table(random: Random): Grid {
  const rows = ['Văn bản đến', 'Văn bản đi', 'Hồ sơ giao nộp'].map((name, at) => [
    String(at + 1),
    name,
    String(random.whole(120, 980)),
    String(random.whole(120, 980)),
  ])
  return { part: 'table', size: 13, rows: [['TT', 'Nội dung', 'Năm trước', 'Năm nay'], ...rows] }
}

/** The lines of an invitation, an introduction, a slip. */
export function slipLines(of: Prose, type: string, spoken: string, matter: string, person: string): Para[] {
  const lines: Record<string, string[]> = {
    'Giấy mời': [
      `${spoken} trân trọng kính mời: Đại diện lãnh đạo các phòng, đơn vị trực thuộc`,
      `Tới dự hội nghị ${matter}.`,
      'Chủ trì: Lãnh đạo cơ quan.',
      'Thời gian: 08 giờ 00, ngày 20 tháng 11 năm 2025.',
      'Địa điểm: Phòng họp tầng 2, trụ sở cơ quan.',
      'Đề nghị đại biểu dự đúng thành phần, thời gian.',
    ],
    'Giấy giới thiệu': [
      `${spoken} trân trọng giới thiệu:`,
      `Ông (bà) ${person}`,
      'Chức vụ: Chuyên viên',
      'Được cử đến: Trung tâm Phục vụ hành chính công',
      `Về việc: ${matter}.`,
      'Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.',
      'Giấy này có giá trị đến hết ngày 30 tháng 11 năm 2025.',
    ],
    'Giấy nghỉ phép': [
      'Xét Đơn đề nghị nghỉ phép ngày 10 tháng 11 năm 2025 của ông (bà) nêu dưới đây,',
      `${spoken} cấp cho:`,
      `Ông (bà): ${person}`,
      'Chức vụ: Chuyên viên',
      'Được nghỉ phép trong thời gian 05 ngày, kể từ ngày 17 tháng 11 năm 2025 đến hết ngày 21 tháng 11 năm 2025 tại tỉnh Lâm Hà.',
      'Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ hằng năm.',
    ],
    'Giấy ủy quyền': [
      `Người ủy quyền: ông (bà) ${person}, lãnh đạo cơ quan.`,
      'Người được ủy quyền: ông (bà) Trưởng phòng Tổng hợp.',
      `Nội dung ủy quyền: giải quyết công việc ${matter}.`,
      'Giấy ủy quyền có hiệu lực trong 30 ngày kể từ ngày ký.',
    ],
  }
  const rest = [
    `${spoken} gửi đến quý cơ quan hồ sơ, tài liệu ${matter}.`,
    'Số lượng: 02 bộ hồ sơ, mỗi bộ 45 tờ.',
    'Đề nghị quý cơ quan kiểm tra, ký nhận và gửi lại phiếu này.',
  ]
  return (lines[type] ?? rest).map((line) => prose(of, 'body', line))
}

export const minutesLines = (of: Prose, say: Speaker, person: string): Para[] =>
  [
    'Thời gian bắt đầu: 08 giờ 00, ngày 10 tháng 11 năm 2025',
    'Địa điểm: Phòng họp tầng 2, trụ sở cơ quan',
    'Thành phần tham dự: Đại diện lãnh đạo và công chức các phòng',
    `Chủ trì: Ông (bà) ${person}`,
    'Nội dung:',
    say.several(2),
    say.several(3),
    say.several(2),
    'Cuộc họp kết thúc vào 10 giờ 30, ngày 10 tháng 11 năm 2025.',
  ].map((line) => prose(of, 'body', line))

/** Puts the sign of the end behind the last word, in place of its full stop. */
export function close(blocks: Block[], sign: './.' | '.') {
  const last = blocks.at(-1)
  if (!last || last.part === 'table') throw new Error('a text ends with words')
  const run = last.runs.at(-1)!
  run.text = run.text.replace(/[.,;:]*$/, '') + sign
}
