/** Failures as application/problem+json (RFC 9457), with the sentence in both languages. */
import type { ServerResponse } from 'node:http'
import { asAppError } from '../action/kernel.ts'
import type { Problem } from '../contract/index.ts'
import { AppError, sentence } from '../errors/index.ts'

/** A failure of any kind as one of the registry. @param limit of an upload, bytes */
export function fromFastify(cause: unknown, limit: number): AppError {
  const code = (cause as { code?: string }).code
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new AppError('PLATFORM_TOO_LARGE', { facts: { limit: `${Math.round(limit / 1024 / 1024)} MB` }, cause })
  if (
    code?.startsWith('FST_ERR_CTP') ||
    (cause as { statusCode?: number }).statusCode === 400 ||
    cause instanceof SyntaxError
  )
    return new AppError('PLATFORM_INPUT_INVALID', { cause })
  return asAppError(cause)
}

/** What the caller is told. @param id of the request */
export function problemOf(error: AppError, id: string): Problem {
  const facts = error.code === 'PLATFORM_INTERNAL' ? { id: id.slice(-12), ...error.facts } : error.facts
  return {
    type: `urn:vankho:error:${error.code}`,
    title: error.code,
    status: error.status,
    code: error.code,
    detail: { vi: sentence(error.code, 'vi', facts), en: sentence(error.code, 'en', facts) },
    ...(error.fields ? { fields: error.fields } : {}),
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    id,
  }
}

/** Tells a refusal past everything that ordinary answers go through: it must cost next to nothing. */
export function refuseAtOnce(answer: ServerResponse, id: string, error: AppError): void {
  const body = JSON.stringify(problemOf(error, id))
  answer.writeHead(error.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'retry-after': String(error.facts['seconds']),
  })
  answer.end(body)
}
