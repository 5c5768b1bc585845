/** Texts that are quoted although dead, quotations that say too little, capital letters. */
import { inPart, isPara, type Paper } from '../make/paper.ts'
import type { Random } from '../make/random.ts'
import { at, both, type Fault, party, state } from './fault.ts'

/** Puts a sentence in front of a paragraph of the text. */
const say =
  (sentence: string): Fault['apply'] =>
  (paper: Paper, random: Random) => {
    const places = paper.main
      .filter(isPara)
      .filter((para) => ['body', 'clause'].includes(para.part) && para.runs[0]!.text.length > 60)
    const place = places.length ? random.pick(places) : undefined
    if (!place) return false
    place.runs[0]!.text = `${sentence} ${place.runs[0]!.text}`
    return true
  }

/** Puts a text in the place of the first basis. */
const base =
  (text: string): Fault['apply'] =>
  (paper) => {
    const first = inPart(paper, 'basis')[0]
    if (!first) return false
    const run = first.runs.at(-1)!
    const sign = run.text.match(/[;.]$/)?.[0] ?? ''
    run.text = `${paper.regime === 'party' ? '- ' : ''}Căn cứ ${text}${sign}`
    return true
  }

const dead = (name: string, regimes: Fault['regimes'], rule: string, from: string, text: string): Fault => ({
  name: `dead-${name}`,
  regimes,
  rule: `1: ${rule}`,
  expected: at('citation', 'value', 'basis value', 'text'),
  severity: 'warning',
  from,
  apply: base(text),
})

export const citationFaults: Fault[] = [
  dead(
    'archives-law',
    state,
    'Luật Lưu trữ of 2011 was replaced on 1/7/2025',
    '2025-07-01',
    'Luật Lưu trữ ngày 11 tháng 11 năm 2011',
  ),
  dead(
    'tt-02-2019',
    state,
    'TT 02/2019/TT-BNV was repealed on 1/7/2025',
    '2025-07-01',
    'Thông tư số 02/2019/TT-BNV ngày 24 tháng 01 năm 2019 của Bộ trưởng Bộ Nội vụ quy định tiêu chuẩn dữ liệu thông tin đầu vào',
  ),
  dead(
    'tt-09-2011',
    state,
    'TT 09/2011/TT-BNV was repealed on 15/2/2023',
    '2023-02-15',
    'Thông tư số 09/2011/TT-BNV ngày 03 tháng 6 năm 2011 của Bộ trưởng Bộ Nội vụ quy định thời hạn bảo quản hồ sơ, tài liệu',
  ),
  dead(
    'nd-130-2018',
    state,
    'NĐ 130/2018 was replaced on 10/4/2025',
    '2025-04-10',
    'Nghị định số 130/2018/NĐ-CP ngày 27 tháng 9 năm 2018 của Chính phủ quy định về chữ ký số',
  ),
  dead(
    'nd-26-2020',
    state,
    'NĐ 26/2020 was replaced on 1/3/2026',
    '2026-03-01',
    'Nghị định số 26/2020/NĐ-CP ngày 28 tháng 02 năm 2020 của Chính phủ quy định chi tiết một số điều của Luật Bảo vệ bí mật nhà nước',
  ),
  dead(
    'tt-24-2020',
    state,
    'TT 24/2020/TT-BCA was replaced on 1/3/2026',
    '2026-03-01',
    'Thông tư số 24/2020/TT-BCA ngày 10 tháng 3 năm 2020 của Bộ trưởng Bộ Công an ban hành biểu mẫu sử dụng trong công tác bảo vệ bí mật',
  ),
  dead(
    '36-hd',
    party,
    '36-HD/VPTW was replaced on 27/5/2026',
    '2026-05-27',
    'Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng về thể thức văn bản của Đảng',
  ),
  dead(
    '66-qd',
    party,
    '66-QĐ/TW was replaced on 9/1/2026',
    '2026-01-09',
    'Quy định số 66-QĐ/TW, ngày 06/02/2017 của Trung ương về thể loại, thẩm quyền ban hành văn bản của Đảng',
  ),
  dead(
    '223-qd',
    party,
    '223-QĐ/TW was replaced on 9/1/2026',
    '2026-01-09',
    'Quy định số 223-QĐ/TW, ngày 06/3/2020 của Trung ương về thể loại, thẩm quyền ban hành văn bản của Đảng',
  ),
  {
    name: 'citation-short',
    regimes: state,
    rule: '5.1 citation rule; PL I.II.6.b: first mention without date, issuer and subject',
    expected: at(
      'citation',
      'pattern',
      'text',
      'missing',
      'basis pattern',
      'basis text',
      'basis missing',
      'citation value',
    ),
    apply: base('Nghị định số 113/2025/NĐ-CP'),
    from: '2025-07-21',
  },
]

const letter = (name: string, rule: string, sentence: string, regimes = both): Fault => ({
  name: `capital-${name}`,
  regimes,
  rule: `5.2; PL II: ${rule}`,
  expected: at('capitalization', 'case', 'text', 'pattern', 'value', 'citation case'),
  forms: ['decision', 'regulation', 'plan', 'letter'],
  apply: say(sentence),
})

export const capitalizationFaults: Fault[] = [
  letter(
    'article',
    'điều of a quotation in small letters',
    'Việc nộp hồ sơ theo khoản 2 điều 17 Luật Lưu trữ được thực hiện nghiêm túc.',
    state,
  ),
  letter(
    'clause',
    'khoản of a quotation with a capital',
    'Việc nộp hồ sơ theo Khoản 2 Điều 17 Luật Lưu trữ được thực hiện nghiêm túc.',
    state,
  ),
  letter(
    'point',
    'điểm of a quotation with a capital',
    'Nội dung này theo Điểm a khoản 2 Điều 17 Luật Lưu trữ.',
    state,
  ),
  letter(
    'chapter',
    'chương of a quotation in small letters',
    'Nội dung này được nêu tại Điều 17 chương III Luật Lưu trữ.',
    state,
  ),
  letter(
    'people',
    'nhân dân in small letters',
    'Mọi hoạt động đều hướng tới phục vụ nhân dân ngày càng tốt hơn.',
    state,
  ),
  letter('nation', 'nhà nước in small letters', 'Đây là tài sản của nhà nước, phải được quản lý chặt chẽ.', state),
  letter(
    'province',
    'proper name of a place in small letters',
    'Các đơn vị trên địa bàn tỉnh lâm hà phối hợp thực hiện.',
    state,
  ),
  letter(
    'common-noun',
    'common noun before a place with a capital',
    'Các đơn vị trên địa bàn Tỉnh Nam Định phối hợp thực hiện.',
    state,
  ),
  letter(
    'ministry',
    'function words of a ministry in small letters',
    'Số liệu được gửi về Bộ tài nguyên và môi trường để tổng hợp.',
    state,
  ),
  letter(
    'ward',
    'common noun before a number in small letters',
    'Việc thí điểm được thực hiện tại phường 1 trong quý I.',
    state,
  ),
  letter(
    'holiday',
    'name of a holiday in small letters',
    'Các đơn vị treo cờ trong dịp quốc khánh 2-9 theo hướng dẫn.',
    state,
  ),
  letter(
    'weekday',
    'day of the week in small letters',
    'Cuộc họp giao ban được tổ chức vào sáng thứ hai hằng tuần.',
    state,
  ),
  letter(
    'sentence',
    'small letter after a full stop',
    'Công tác văn thư có tiến bộ rõ rệt. các đơn vị cần tiếp tục phát huy.',
  ),
]
