/** Seals in Vietnamese, on the screen and on paper. Universal. */
export const sealKindWords = {
  agency: 'Dấu cơ quan',
  unit: 'Dấu đơn vị',
  party: 'Dấu tổ chức đảng',
  title: 'Dấu chức danh',
  name: 'Dấu tên',
  mark: 'Dấu chỉ mức độ, dấu đến',
  'key-device': 'Thiết bị lưu khóa bí mật',
} as const
export const sealWayWords = {
  signature: 'Trên chữ ký',
  header: 'Treo',
  crossing: 'Giáp lai',
  copy: 'Bản sao',
  other: 'Khác',
} as const
export const sealStateWords = {
  'in-use': 'Đang dùng',
  returned: 'Đã nộp lại',
  lost: 'Bị mất',
  destroyed: 'Đã hủy',
} as const
