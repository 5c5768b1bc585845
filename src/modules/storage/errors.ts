import { defineErrors } from '#platform/errors/index.ts'

export const storageErrors = defineErrors({
  STORAGE_PLACE_ORDER: {
    status: 422,
    vi: 'Thứ tự của nơi để là kho, phòng, dãy, giá, khoang, tầng; hộp chỉ đặt trên tầng.',
    en: 'Places go store, room, bay, rack, column, shelf; boxes stand on shelves only.',
  },
  STORAGE_CODE_TAKEN: {
    status: 409,
    vi: '{label} đã có ở đây.',
    en: '{label} is here already.',
  },
  STORAGE_PLACE_IN_USE: {
    status: 409,
    vi: '{label} còn chứa nơi để khác hoặc còn hộp; chưa xóa được.',
    en: '{label} still holds places or boxes and cannot be removed.',
  },
  STORAGE_SHELF_FULL: {
    status: 409,
    vi: '{label} chỉ còn {free} m, các hộp này cần {needed} m.',
    en: '{label} has {free} m left, these boxes need {needed} m.',
  },
  STORAGE_BOX_NUMBER_TAKEN: {
    status: 409,
    vi: 'Mục lục này đã có hộp số {number}.',
    en: 'This inventory has a box {number} already.',
  },
  STORAGE_BOX_IN_USE: {
    status: 409,
    vi: 'Hộp {number} còn hồ sơ; chưa xóa được.',
    en: 'Box {number} still holds files and cannot be removed.',
  },
  STORAGE_BOX_CLOSED: {
    status: 409,
    vi: 'Hộp {number} đã đóng; mở lại hộp trước khi xếp thêm.',
    en: 'Box {number} is closed; open it before more is put in.',
  },
  STORAGE_NO_FILES: {
    status: 422,
    vi: 'Không có hồ sơ nào trong khoảng này.',
    en: 'There is no file in this range.',
  },
  STORAGE_IS_OUT: {
    status: 409,
    vi: '{what} đang được lấy ra khỏi hộp; ghi trả lại trước.',
    en: '{what} is out of its box; put it back first.',
  },
  STORAGE_NOT_OUT: {
    status: 409,
    vi: '{what} không ở tình trạng lấy ra.',
    en: '{what} is not out.',
  },
  STORAGE_UNKNOWN_LABEL: {
    status: 404,
    vi: 'Không có nhãn nào mang mã {code}. Quét lại, hoặc nhập dãy số dưới mã QR.',
    en: 'No label carries the code {code}. Scan again, or type the digits below the QR.',
  },
})
