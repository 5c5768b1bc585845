/** SQLSTATE of a database error, or null when the error is of another kind. */
export function pgCode(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null
}

/** True when a UNIQUE constraint refused the row; with `constraint`, only that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (pgCode(error) !== '23505') return false
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint
}

/** Did the connection to the database break (rather than a statement fail)? */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message, syscall } = (error ?? {}) as { code?: string; message?: string; syscall?: string }
  // A socket that is not there yet is a database that is not there yet; a missing file is something else.
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return syscall === 'connect'
  return (
    /^(EPIPE|ECONNRESET|57P0[1-5]|08\w{3})$/.test(code ?? '') ||
    /not queryable|Connection terminated|terminating connection|client has encountered a connection error/i.test(
      message ?? '',
    )
  )
}
