/** Invented bodies, people and sentences. The province Lâm Hà and everything in it do not exist; the laws do. */
import type { Random } from './random.ts'

export interface Body {
  /** The body above, in full capitals; none for a People's Committee or a province's committee. */
  parent: string[]
  name: string[]
  /** As written within a sentence. */
  spoken: string
  short: string
  place: string
  /** Collective leadership that a signer stands for. */
  collective: string
  head: string
  deputy: string
  /** Signs by order or authorisation of the head. */
  office: string
  unit: string
  units: string[]
}

export const stateBodies: Body[] = [
  {
    parent: [],
    name: ['ỦY BAN NHÂN DÂN', 'TỈNH LÂM HÀ'],
    spoken: 'Ủy ban nhân dân tỉnh Lâm Hà',
    short: 'UBND',
    place: 'Lâm Hà',
    collective: 'ỦY BAN NHÂN DÂN',
    head: 'CHỦ TỊCH',
    deputy: 'PHÓ CHỦ TỊCH',
    office: 'CHÁNH VĂN PHÒNG',
    unit: 'VX',
    units: ['VX', 'NC', 'TH'],
  },
  {
    parent: [],
    name: ['ỦY BAN NHÂN DÂN', 'XÃ SÔNG MÂY'],
    spoken: 'Ủy ban nhân dân xã Sông Mây',
    short: 'UBND',
    place: 'Sông Mây',
    collective: 'ỦY BAN NHÂN DÂN',
    head: 'CHỦ TỊCH',
    deputy: 'PHÓ CHỦ TỊCH',
    office: 'CHÁNH VĂN PHÒNG',
    unit: 'VHXH',
    units: ['VHXH', 'KT', 'VP'],
  },
  {
    parent: ['UBND TỈNH LÂM HÀ'],
    name: ['SỞ NỘI VỤ'],
    spoken: 'Sở Nội vụ tỉnh Lâm Hà',
    short: 'SNV',
    place: 'Lâm Hà',
    collective: '',
    head: 'GIÁM ĐỐC',
    deputy: 'PHÓ GIÁM ĐỐC',
    office: 'CHÁNH VĂN PHÒNG',
    unit: 'VTLT',
    units: ['VTLT', 'CCVC', 'VP'],
  },
  {
    parent: ['ỦY BAN NHÂN DÂN', 'TỈNH LÂM HÀ'],
    name: ['SỞ TÀI CHÍNH'],
    spoken: 'Sở Tài chính tỉnh Lâm Hà',
    short: 'STC',
    place: 'Lâm Hà',
    collective: '',
    head: 'GIÁM ĐỐC',
    deputy: 'PHÓ GIÁM ĐỐC',
    office: 'CHÁNH VĂN PHÒNG',
    unit: 'NS',
    units: ['NS', 'QLG', 'VP'],
  },
  {
    parent: ['SỞ NỘI VỤ'],
    name: ['TRUNG TÂM', 'LƯU TRỮ LỊCH SỬ'],
    spoken: 'Trung tâm Lưu trữ lịch sử',
    short: 'TTLTLS',
    place: 'Lâm Hà',
    collective: '',
    head: 'GIÁM ĐỐC',
    deputy: 'PHÓ GIÁM ĐỐC',
    office: 'TRƯỞNG PHÒNG HÀNH CHÍNH',
    unit: 'NV',
    units: ['NV', 'HC'],
  },
]

export const council: Body = {
  parent: [],
  name: ['HỘI ĐỒNG NHÂN DÂN', 'TỈNH LÂM HÀ'],
  spoken: 'Hội đồng nhân dân tỉnh Lâm Hà',
  short: 'HĐND',
  place: 'Lâm Hà',
  collective: 'HỘI ĐỒNG NHÂN DÂN',
  head: 'CHỦ TỊCH',
  deputy: 'PHÓ CHỦ TỊCH',
  office: '',
  unit: 'TH',
  units: ['TH'],
}

export const provinceCommittee: Body = {
  parent: [],
  name: ['TỈNH ỦY LÂM HÀ'],
  spoken: 'Tỉnh ủy Lâm Hà',
  short: 'TU',
  place: 'Lâm Hà',
  collective: 'BAN THƯỜNG VỤ',
  head: 'BÍ THƯ',
  deputy: 'PHÓ BÍ THƯ',
  office: 'CHÁNH VĂN PHÒNG',
  unit: 'Văn phòng Tỉnh ủy',
  units: [],
}

/** Advisory and commune bodies of the Party: no right to issue resolutions, directives, conclusions, regulations. */
export const partyBodies: Body[] = [
  {
    parent: ['TỈNH ỦY LÂM HÀ'],
    name: ['BAN TỔ CHỨC'],
    spoken: 'Ban Tổ chức Tỉnh ủy',
    short: 'BTCTU',
    place: 'Lâm Hà',
    collective: '',
    head: 'TRƯỞNG BAN',
    deputy: 'PHÓ TRƯỞNG BAN',
    office: '',
    unit: 'Văn phòng Ban Tổ chức',
    units: [],
  },
  {
    parent: ['TỈNH ỦY LÂM HÀ'],
    name: ['VĂN PHÒNG'],
    spoken: 'Văn phòng Tỉnh ủy',
    short: 'VPTU',
    place: 'Lâm Hà',
    collective: '',
    head: 'CHÁNH VĂN PHÒNG',
    deputy: 'PHÓ CHÁNH VĂN PHÒNG',
    office: '',
    unit: 'Văn phòng Tỉnh ủy',
    units: [],
  },
  {
    parent: ['TỈNH ỦY LÂM HÀ'],
    name: ['ĐẢNG ỦY XÃ SÔNG MÂY'],
    spoken: 'Đảng ủy xã Sông Mây',
    short: 'ĐU',
    place: 'Sông Mây',
    collective: 'BAN THƯỜNG VỤ',
    head: 'BÍ THƯ',
    deputy: 'PHÓ BÍ THƯ',
    office: '',
    unit: 'Văn phòng Đảng ủy',
    units: [],
  },
  {
    parent: ['TỈNH ỦY LÂM HÀ'],
    name: ['ỦY BAN KIỂM TRA'],
    spoken: 'Ủy ban Kiểm tra Tỉnh ủy',
    short: 'UBKTTU',
    place: 'Lâm Hà',
    collective: 'ỦY BAN KIỂM TRA',
    head: 'CHỦ NHIỆM',
    deputy: 'PHÓ CHỦ NHIỆM',
    office: '',
    unit: 'Văn phòng Ủy ban Kiểm tra',
    units: [],
  },
]

export const people = [
  'Trần Minh Khôi',
  'Lê Thị Hồng Vân',
  'Nguyễn Đức Hòa',
  'Phạm Quốc Thịnh',
  'Hoàng Thị Ánh Tuyết',
  'Võ Thành Ý',
  'Đặng Hữu Nghĩa',
  'Bùi Thị Mai',
  'Đỗ Ngọc Ẩn',
  'Y Bham Êban',
]

/** What a document is about: words that follow `Về` or stand after a type's own verb. */
export const matters = [
  'công tác văn thư, lưu trữ năm nay',
  'chuẩn bị tổng kết công tác năm',
  'tổ chức đợt kiểm tra công tác văn thư',
  'thực hiện chỉnh lý tài liệu tồn đọng',
  'sử dụng phần mềm quản lý văn bản',
  'bồi dưỡng nghiệp vụ cho công chức cấp xã',
  'phòng, chống thiên tai và tìm kiếm cứu nạn',
  'bảo đảm an toàn thông tin mạng',
]

/** Long enough to take two lines under the type's name. */
export const longMatters = [
  'tăng cường quản lý, sử dụng hệ thống quản lý văn bản và lập hồ sơ điện tử tại các cơ quan, đơn vị trên địa bàn',
  'tổ chức thu thập, chỉnh lý và giao nộp hồ sơ, tài liệu của các cơ quan kết thúc hoạt động sau khi sắp xếp lại',
]

/** Sentences with what often misleads a reader: điều kiện, khoản kinh phí, mục tiêu, numbers, dates, quotation marks. */
export const sentences = [
  'Các cơ quan, đơn vị rà soát toàn bộ hồ sơ, tài liệu đang quản lý và lập danh mục tài liệu cần chỉnh lý.',
  'Việc đăng ký văn bản đến được thực hiện ngay trong ngày, chậm nhất trong ngày làm việc tiếp theo.',
  'Người đứng đầu cơ quan chịu trách nhiệm bố trí kho lưu trữ và trang thiết bị cần thiết.',
  'Công chức được giao theo dõi công việc có trách nhiệm lập hồ sơ và nộp vào lưu trữ hiện hành.',
  'Khoản kinh phí bổ sung được lấy từ dự toán chi thường xuyên đã giao trong năm.',
  'Điều kiện làm việc của bộ phận văn thư từng bước được cải thiện, phần mềm hoạt động ổn định.',
  'Mục tiêu là toàn bộ văn bản đi được ký số và gửi qua trục liên thông.',
  'Hồ sơ của 32 đơn vị đã được kiểm kê với 1.250 cặp tài liệu, đạt 87,5 % kế hoạch.',
  'Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ để tổng hợp.',
  'Tài liệu hết giá trị chỉ được hủy sau khi hội đồng xác định giá trị tài liệu đã thẩm tra.',
  'Các đơn vị cử cán bộ tham gia lớp bồi dưỡng đúng thành phần và thời gian.',
  'Kết quả kiểm tra là một trong những căn cứ để đánh giá, xếp loại tập thể và cá nhân cuối năm.',
  'Việc số hóa được tiến hành theo thứ tự ưu tiên, trước hết là hồ sơ có thời hạn bảo quản vĩnh viễn.',
  'Người làm công tác văn thư kiểm tra thể thức, kỹ thuật trình bày trước khi cấp số.',
  'Số liệu tổng hợp gửi về trước ngày 15 tháng 9 hằng năm, kèm theo bản mềm.',
  'Cơ quan, đơn vị để xảy ra mất mát tài liệu phải kiểm điểm làm rõ trách nhiệm.',
  'Đợt kiểm tra được tiến hành tại trụ sở của từng đơn vị, mỗi đơn vị không quá hai ngày.',
  'Nội dung phối hợp gồm trao đổi thông tin, bố trí nhân lực và hỗ trợ kỹ thuật.',
  'Cổng thông tin điện tử đăng tải đầy đủ quy trình để người dân tra cứu, thực hiện.',
  'Chương trình công tác được điều chỉnh khi có yêu cầu đột xuất của cấp trên.',
]

/** Short titles for articles, sections, chapters. */
export const titles = [
  'Phạm vi điều chỉnh',
  'Đối tượng áp dụng',
  'Nguyên tắc thực hiện',
  'Trách nhiệm của người đứng đầu',
  'Trách nhiệm của bộ phận văn thư',
  'Lập và nộp hồ sơ',
  'Kinh phí thực hiện',
  'Chế độ thông tin, báo cáo',
  'Khen thưởng, xử lý vi phạm',
  'Tổ chức thực hiện',
]

export const sections = [
  'MỤC ĐÍCH, YÊU CẦU',
  'NỘI DUNG THỰC HIỆN',
  'KẾT QUẢ ĐẠT ĐƯỢC',
  'KHÓ KHĂN, VƯỚNG MẮC',
  'KINH PHÍ',
  'TỔ CHỨC THỰC HIỆN',
]

export const chapters = ['QUY ĐỊNH CHUNG', 'QUY ĐỊNH CỤ THỂ', 'TRÁCH NHIỆM CỦA CÁC BÊN', 'ĐIỀU KHOẢN THI HÀNH']

interface Cited {
  text: string
  from: string
  to?: string
}

/** Texts in force on a day, by handbook 1; each quoted in full as a basis quotes it. */
const stateTexts: Cited[] = [
  { text: 'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015', from: '2016-01-01', to: '2025-02-28' },
  { text: 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025', from: '2025-07-01' },
  { text: 'Luật Lưu trữ ngày 11 tháng 11 năm 2011', from: '2012-07-01', to: '2025-06-30' },
  { text: 'Luật Lưu trữ ngày 21 tháng 6 năm 2024', from: '2025-07-01' },
  {
    text: 'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
    from: '2020-03-05',
  },
  {
    text: 'Thông tư số 10/2022/TT-BNV ngày 19 tháng 12 năm 2022 của Bộ trưởng Bộ Nội vụ quy định thời hạn bảo quản tài liệu',
    from: '2023-02-15',
  },
  {
    text: 'Nghị định số 68/2024/NĐ-CP ngày 25 tháng 6 năm 2024 của Chính phủ quy định về chữ ký số chuyên dùng công vụ',
    from: '2024-08-15',
  },
  {
    text: 'Thông tư số 02/2019/TT-BNV ngày 24 tháng 01 năm 2019 của Bộ trưởng Bộ Nội vụ quy định tiêu chuẩn dữ liệu thông tin đầu vào',
    from: '2019-03-15',
    to: '2025-06-30',
  },
  {
    text: 'Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ trưởng Bộ Nội vụ quy định nghiệp vụ lưu trữ tài liệu lưu trữ số',
    from: '2025-07-01',
  },
  {
    text: 'Nghị định số 137/2024/NĐ-CP ngày 23 tháng 10 năm 2024 của Chính phủ quy định về giao dịch điện tử',
    from: '2025-01-01',
  },
]

const partyTexts: Cited[] = [
  {
    text: 'Quy định số 66-QĐ/TW, ngày 06/02/2017 của Trung ương về thể loại, thẩm quyền ban hành văn bản của Đảng',
    from: '2017-02-06',
    to: '2020-03-05',
  },
  {
    text: 'Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng về thể thức văn bản của Đảng',
    from: '2018-04-03',
    to: '2026-05-26',
  },
  {
    text: 'Quy định số 399-QĐ/TW, ngày 09/01/2026 của Trung ương về văn bản của Đảng',
    from: '2026-01-09',
  },
  {
    text: 'Hướng dẫn số 05-HD/VPTW, ngày 27/5/2026 của Văn phòng Trung ương Đảng về thể thức văn bản của Đảng',
    from: '2026-05-27',
  },
  {
    text: 'Quy định số 693-QĐ/VPTW, ngày 15/12/2021 của Văn phòng Trung ương Đảng về công tác văn thư',
    from: '2021-12-15',
  },
  { text: 'Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh', from: '2000-01-01' },
  { text: 'Chương trình công tác năm của Ban Thường vụ Tỉnh ủy', from: '2000-01-01' },
]

export function textsInForce(regime: 'state' | 'party', date: string, random: Random, count: number): string[] {
  const valid = (regime === 'state' ? stateTexts : partyTexts).filter(
    (one) => one.from <= date && (!one.to || date <= one.to),
  )
  const kept = new Set(random.shuffle(valid).slice(0, count))
  return valid.filter((one) => kept.has(one)).map((one) => one.text)
}
