/** What leaders, heads and officers write. */
export const DIRECTIONS = [
  'Giao {unit} chủ trì, tham mưu văn bản triển khai; báo cáo trước hạn.',
  '{unit} nghiên cứu, thực hiện theo nội dung văn bản; phối hợp với các đơn vị liên quan.',
  'Chuyển {unit} tổng hợp số liệu, dự thảo báo cáo trình tôi ký.',
  'Đồng ý đề xuất của Văn phòng. {unit} chủ trì thực hiện đúng tiến độ.',
  '{unit} rà soát, đề xuất phương án; lưu ý nguồn kinh phí.',
] as const

export const PASSED_ON = [
  'Đồng chí thực hiện, dự thảo báo cáo gửi tôi xem trước một ngày.',
  'Chuyển đồng chí giải quyết theo thẩm quyền.',
  'Đồng chí đối chiếu với số liệu quý trước rồi tổng hợp.',
] as const

export const PROPOSALS = [
  'Đề xuất giao {unit} chủ trì, tham mưu văn bản triển khai.',
  'Kính trình lãnh đạo: giao {unit} tổng hợp, báo cáo đúng thời hạn cấp trên yêu cầu.',
] as const

export const RESULTS = [
  ['Đã tham mưu văn bản triển khai và gửi các đơn vị.', 'KH'],
  ['Đã tổng hợp, gửi báo cáo đúng thời hạn.', 'BC'],
  ['Đã rà soát xong, không có trường hợp phát sinh; lưu hồ sơ.', null],
  ['Đã có văn bản trả lời.', 'CV'],
  ['Đã cử người dự họp; kết luận cuộc họp kèm theo.', null],
  ['Đã triển khai tới các thôn, bản và niêm yết công khai.', 'TB'],
] as const

export const PARTS = [
  'Đã gửi ý kiến phối hợp.',
  'Đã cung cấp số liệu cho đơn vị chủ trì.',
  'Nhất trí, không có ý kiến thêm.',
] as const

export const EXTENSIONS = [
  'Chờ số liệu của các thôn, đề nghị gia hạn để tổng hợp đầy đủ.',
  'Phải xác minh thực địa, đường vào bản bị sạt lở.',
] as const

export const CANCELLED = ['Vào sổ nhầm: văn bản gửi Hội đồng nhân dân xã', 'Vào sổ hai lần cùng một văn bản'] as const
export const RETURNED = 'Văn bản gửi nhầm nơi nhận (nơi nhận đúng là Ban Quản lý rừng phòng hộ)'
export const SENT_BACK = 'Không thuộc nhiệm vụ của vị trí; đề nghị giao công chức địa chính'
export const REOPENED = 'Cấp trên yêu cầu bổ sung số liệu tháng gần nhất'
