/** What a signature asks of the network: a timestamp, revocation data. Time and size are limited; nothing is followed elsewhere. */
import type { RevocationNeed, TimestampAuthority } from '#engines/sign/index.ts'
import { AppError } from '#platform/errors/index.ts'

const MOST_BYTES = 16 * 1024 * 1024

async function ask(
  url: string,
  waitMs: number,
  request?: { body: Uint8Array<ArrayBuffer>; type: string },
): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: request ? 'POST' : 'GET',
    ...(request ? { body: request.body, headers: { 'content-type': request.type } } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(waitMs),
  })
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new Error(`HTTP ${response.status}`)
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.length
    if (size > MOST_BYTES) throw new Error('answer too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const isSilence = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError' || cause.name === 'TypeError')

/** A timestamp authority over HTTP (RFC 3161, 3.4). @throws AppError SIGNATURES_TSA_SILENT, SIGNATURES_TSA_REFUSED */
export function httpAuthority(url: string, waitMs: number): TimestampAuthority {
  return async (request) => {
    try {
      return await ask(url, waitMs, { body: Uint8Array.from(request), type: 'application/timestamp-query' })
    } catch (cause) {
      if (isSilence(cause))
        throw new AppError('SIGNATURES_TSA_SILENT', { facts: { seconds: Math.round(waitMs / 1000) }, cause })
      throw new AppError('SIGNATURES_TSA_REFUSED', { facts: { reason: (cause as Error).message }, cause })
    }
  }
}

/**
 * OCSP answer, else CRL, for one certificate; null when nobody answers. The addresses come out of a certificate: the caller asks only
 * for those that a trusted authority has issued.
 */
export async function revocationOf(
  need: RevocationNeed,
  waitMs: number,
): Promise<{ ocsp?: Uint8Array; crl?: Uint8Array } | null> {
  const isHttp = (url: string): boolean => /^https?:\/\//i.test(url)
  for (const url of need.ocspUrls.filter(isHttp).slice(0, 2))
    try {
      const body = Uint8Array.from(need.ocspRequest)
      return { ocsp: await ask(url, waitMs, { body, type: 'application/ocsp-request' }) }
    } catch {
      // the next address may answer
    }
  for (const url of need.crlUrls.filter(isHttp).slice(0, 2))
    try {
      return { crl: await ask(url, waitMs) }
    } catch {
      // the next address may answer
    }
  return null
}
