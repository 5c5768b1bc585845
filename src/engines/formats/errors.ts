import { defineErrors } from '#platform/errors/index.ts'

export const formatsErrors = defineErrors({
  FORMATS_SIGNATURES_UNREADABLE: {
    status: 422,
    vi: 'Không đọc được tệp chữ ký định dạng {name}: {reason}.',
    en: 'The signature file {name} cannot be read: {reason}.',
  },
})
