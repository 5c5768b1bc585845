/** What a person is told beside the format. */
import type { Format, Warning } from './types.ts'

const named = (formats: readonly Format[]): string => {
  const some = formats.slice(0, 6).map((one) => one.puid)
  return formats.length > some.length ? `${some.join(', ')}…` : some.join(', ')
}

export const warnings = {
  empty: (): Warning => ({
    code: 'empty',
    vi: 'Tệp trống.',
    en: 'The file is empty.',
  }),
  mismatch: (extension: string, format: Format): Warning => ({
    code: 'extension-mismatch',
    vi:
      extension === ''
        ? `Tên tệp không có phần mở rộng; định dạng này thường là .${format.extensions.join(', .')}.`
        : `Phần mở rộng .${extension} không hợp với định dạng này (thường là .${format.extensions.join(', .')}).`,
    en:
      extension === ''
        ? `The name has no extension; this format has .${format.extensions.join(', .')}.`
        : `The extension .${extension} does not fit this format (it has .${format.extensions.join(', .')}).`,
  }),
  extensionOnly: (): Warning => ({
    code: 'extension-only',
    vi: 'Chỉ đoán theo phần mở rộng của tên tệp.',
    en: 'Told by the extension of the name alone.',
  }),
  notText: (): Warning => ({
    code: 'not-text',
    vi: 'Nội dung không giống văn bản thuần.',
    en: 'The content does not look like text.',
  }),
  several: (formats: readonly Format[]): Warning => ({
    code: 'several',
    vi: `Nhiều định dạng cùng khớp: ${named(formats)}.`,
    en: `Several formats fit: ${named(formats)}.`,
  }),
  unknown: (possible: readonly Format[]): Warning => ({
    code: 'unknown',
    vi:
      possible.length === 0
        ? 'Không nhận ra định dạng.'
        : `Nội dung không khớp định dạng nào; theo phần mở rộng có thể là ${named(possible)}.`,
    en:
      possible.length === 0
        ? 'The format is not known.'
        : `The content fits no format; by the extension it could be ${named(possible)}.`,
  }),
  containerBroken: (): Warning => ({
    code: 'container-broken',
    vi: 'Không đọc được bên trong tệp: tệp hỏng hoặc bị cắt.',
    en: 'The inside of the file cannot be read: it is damaged or cut off.',
  }),
}
