import { defineErrors } from '../errors/index.ts'

export const standardsErrors = defineErrors({
  STANDARDS_NOT_XML: {
    status: 422,
    vi: '{name} không phải tệp XML đọc được ({reason}). Cần tệp chữ ký PRONOM, hoặc lược đồ và hồ sơ của METS, PREMIS, EAD, E-ARK.',
    en: '{name} is no readable XML ({reason}). Wanted: PRONOM signature files, or schemas and profiles of METS, PREMIS, EAD, E-ARK.',
  },
  STANDARDS_UNKNOWN: {
    status: 422,
    vi: '{name} không thuộc tiêu chuẩn nào mà hệ thống dùng (tệp này là {found}). Nhận: {wanted}.',
    en: '{name} belongs to no standard that the system uses (it is {found}). Taken: {wanted}.',
  },
  STANDARDS_INCOMPLETE: {
    status: 422,
    vi: '{name} trông như {standard} nhưng thiếu {missing}: tệp hỏng, bị cắt, hoặc là một bản khác cùng tên.',
    en: '{name} looks like {standard} but lacks {missing}: it is damaged, cut off, or another file of that name.',
  },
  STANDARDS_TOO_LARGE: {
    status: 422,
    vi: '{name} lớn hơn {limit} MB: không phải tệp tiêu chuẩn.',
    en: '{name} is larger than {limit} MB: no file of a standard.',
  },
})
