/**
 * Errors with a name. A room lists its errors once, in its contract, with the HTTP status and the sentence in both
 * languages; everywhere else only the code is named. The registry is read by the HTTP layer, the command line and the docs.
 */

/** What a person and a program see of one error. Sentences may hold `{fact}` places, filled from the error's facts. */
export interface ErrorEntry {
  readonly status: number
  readonly vi: string
  readonly en: string
}

export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>

const registry = new Map<string, ErrorEntry>()

/**
 * Adds a room's errors to the one registry. Codes read ROOM_WHAT.
 * @throws Error when a code exists with another meaning (a programmer's mistake, found at boot).
 */
export function defineErrors<const T extends Record<string, ErrorEntry>>(entries: T): T {
  for (const [code, entry] of Object.entries(entries)) {
    const known = registry.get(code)
    if (known && known.vi !== entry.vi) throw new Error(`error code ${code} is defined twice`)
    if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code)) throw new Error(`error code ${code} does not read ROOM_WHAT`)
    registry.set(code, entry)
  }
  return entries
}

/** All known errors by code, sorted, for the docs and for tests. */
export function allErrors(): ReadonlyMap<string, ErrorEntry> {
  return new Map([...registry].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One error's entry; unknown codes answer as PLATFORM_INTERNAL. */
export function errorEntry(code: string): ErrorEntry {
  return registry.get(code) ?? platformErrors.PLATFORM_INTERNAL
}

/** A sentence of the registry with its `{fact}` places filled. */
export function sentence(code: string, lang: 'vi' | 'en', facts: Facts = {}): string {
  return errorEntry(code)[lang].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'))
}

/** An expected refusal or failure: a code of the registry and the facts for its sentence. */
export class AppError extends Error {
  readonly code: string
  readonly facts: Facts
  /** Faults of single fields, for forms: field path -> error code or sentence key. */
  readonly fields: Readonly<Record<string, string>> | undefined

  constructor(code: string, options: { facts?: Facts; fields?: Record<string, string>; cause?: unknown } = {}) {
    super(sentence(code, 'en', options.facts), options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.facts = options.facts ?? {}
    this.fields = options.fields
  }

  get status(): number {
    return errorEntry(this.code).status
  }
}

export const platformErrors = defineErrors({
  PLATFORM_INTERNAL: {
    status: 500,
    vi: 'Hệ thống gặp lỗi. Việc vừa làm chưa được ghi; hãy thử lại, nếu vẫn lỗi xin báo quản trị kèm mã {id}.',
    en: 'Something failed on our side. Nothing of it was saved; try again, and if it fails again give the administrator the code {id}.',
  },
  PLATFORM_INPUT_INVALID: {
    status: 422,
    vi: 'Có ô chưa đúng: xin xem các ô được đánh dấu.',
    en: 'Some fields are not right: see the marked ones.',
  },
  PLATFORM_NOT_FOUND: {
    status: 404,
    vi: 'Không tìm thấy, hoặc bạn không được xem.',
    en: 'Not found, or not yours to see.',
  },
  PLATFORM_SIGN_IN: {
    status: 401,
    vi: 'Phiên làm việc đã hết. Xin đăng nhập lại; những gì đang nhập vẫn còn.',
    en: 'Your session has ended. Sign in again; what you were typing is kept.',
  },
  PLATFORM_CHOOSE_POST: {
    status: 403,
    vi: 'Xin chọn vị trí công tác trước khi làm việc này.',
    en: 'Choose the post you act in first.',
  },
  PLATFORM_STANDING_CHANGED: {
    status: 409,
    vi: 'Vị trí công tác hoặc tài khoản của bạn vừa thay đổi. Xin thử lại.',
    en: 'Your post or account has just changed. Please try again.',
  },
  PLATFORM_FORBIDDEN: {
    status: 403,
    vi: 'Vị trí công tác này không được làm việc đó.',
    en: 'This post may not do that.',
  },
  PLATFORM_TOO_LARGE: {
    status: 413,
    vi: 'Tệp hoặc nội dung gửi lên quá lớn (giới hạn {limit}).',
    en: 'The file or request is too large (the limit is {limit}).',
  },
  PLATFORM_BUSY: {
    status: 503,
    vi: 'Hệ thống đang bận. Xin thử lại sau vài giây.',
    en: 'The system is busy. Try again in a few seconds.',
  },
  PLATFORM_TOO_MANY: {
    status: 429,
    vi: 'Quá nhiều lần gọi trong thời gian ngắn. Xin đợi {seconds} giây.',
    en: 'Too many calls in a short time. Wait {seconds} seconds.',
  },
  PLATFORM_OVERLOADED: {
    status: 503,
    vi: 'Có quá nhiều người dùng cùng lúc. Việc này chưa được làm; xin thử lại sau {seconds} giây.',
    en: 'Too many people are using the system at once. Nothing was done yet; try again in {seconds} s.',
  },
  PLATFORM_DISK_FULL: {
    status: 507,
    vi: 'Ổ đĩa lưu trữ đã đầy: chưa ghi được gì mới, dữ liệu cũ vẫn đọc được. Xin báo quản trị giải phóng chỗ trống.',
    en: 'The storage disk is full: nothing new was written, everything stored can still be read. Ask the administrator to free space.',
  },
  PLATFORM_DISK_BROKEN: {
    status: 500,
    vi: 'Ổ đĩa của máy chủ báo lỗi khi đọc hoặc ghi: việc này chưa được ghi. Xin báo quản trị ngay, ổ đĩa có thể sắp hỏng.',
    en: 'The server’s disk failed to read or write: nothing of this was saved. Tell the administrator at once, the disk may be failing.',
  },
  PLATFORM_STATE_CHANGED: {
    status: 409,
    vi: 'Bản ghi vừa được người khác thay đổi. Xin xem lại rồi làm tiếp.',
    en: 'Someone else has just changed this record. Look at it again, then go on.',
  },
})

/** Code of what the system says of a disk that is full or failing; null for anything else. */
export function diskFault(code: string | undefined): 'PLATFORM_DISK_FULL' | 'PLATFORM_DISK_BROKEN' | null {
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'PLATFORM_DISK_FULL'
  // A file system that has met errors is often mounted anew for reading only.
  return code === 'EIO' || code === 'EROFS' ? 'PLATFORM_DISK_BROKEN' : null
}
