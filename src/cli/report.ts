import process from 'node:process'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { ExitCode } from '../main.ts'

/** Tells an error on standard error in the user's language. @returns the exit code it means */
export function report(error: unknown, lang: 'vi' | 'en'): ExitCode {
  if (error instanceof AppError) {
    console.error(sentence(error.code, lang, error.facts))
    return error.status >= 500 ? 4 : 2
  }
  const code = (error as NodeJS.ErrnoException).code
  const { path = '', syscall = '' } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE' || (code === 'EACCES' && syscall === 'listen')) {
    const { address, port } = error as { address?: string; port?: number }
    const place = `${address}:${port}`
    console.error(
      code === 'EACCES'
        ? lang === 'vi'
          ? `Tài khoản này không được mở cổng ${place}. Chọn cổng từ 1024 trở lên bằng PORT, hoặc cấp quyền cho dịch vụ.`
          : `This account may not listen on ${place}. Choose a port from 1024 up with PORT, or give the service the right.`
        : lang === 'vi'
          ? `Cổng ${place} đang có chương trình khác dùng (có thể Văn Khố đã chạy sẵn). Dừng chương trình đó, hoặc chọn cổng khác bằng PORT.`
          : `Port ${place} is in use (Văn Khố may be running already). Stop that program, or choose another port with PORT.`,
    )
    return 2
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    const { address, hostname } = error as { address?: string; hostname?: string }
    const place = address ?? hostname ?? ''
    console.error(
      lang === 'vi' ? `Máy này không có địa chỉ ${place} (HOST).` : `This machine has no address ${place} (HOST).`,
    )
    return 2
  }
  const isWriting = /^(mkdir|open|write|chmod|chown|rename|unlink|rm)/.test(syscall) && code !== 'ENOENT'
  if (isWriting && /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOSPC)$/.test(code ?? '')) {
    console.error(
      code === 'ENOSPC'
        ? lang === 'vi'
          ? `Ổ đĩa đã đầy, không ghi được ${path}.`
          : `The disk is full: ${path} cannot be written.`
        : lang === 'vi'
          ? `Không ghi được ${path} (${code}). Kiểm tra quyền của thư mục (VANKHO_HOME).`
          : `${path} cannot be written (${code}). Check the folder’s permissions (VANKHO_HOME).`,
    )
    return 2
  }
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR') {
    const why =
      code === 'ENOENT'
        ? { vi: 'không có tệp này', en: 'there is no such file' }
        : code === 'EACCES'
          ? { vi: 'không có quyền đọc', en: 'no right to read it' }
          : { vi: 'không phải là tệp', en: 'it is no file' }
    console.error(
      lang === 'vi'
        ? `Không đọc được ${path || 'tệp'}: ${why.vi} (${code}).`
        : `Cannot read ${path || 'the file'}: ${why.en} (${code}).`,
    )
    return 2
  }
  console.error(error instanceof Error ? error.stack : error)
  return 4
}

/** One JSON value on standard output, or lines for people. */
export function print(isJson: boolean | undefined, value: unknown, lines: () => string[]): void {
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`)
}
