/** Rules of the exchange with other installations. Pure. */
import {
  type DocumentMessage,
  isTrusted,
  type Message,
  type PackageSignature,
  type StatusCode,
} from '#engines/edxml/index.ts'
import type { DeliveryState } from './store.ts'

/** New codes grow to the right (`H49.64.33`), old ones to the left (`000.00.12.H49`): a code covers everything below it in both. */
export function covers(entry: string, code: string): boolean {
  return code === entry || code.startsWith(`${entry}.`) || code.endsWith(`.${entry}`)
}

export interface PartnerFacts {
  readonly id: string
  readonly name: string
  readonly certificate: string
  readonly serves: readonly string[]
  readonly is_enabled: boolean
  readonly valid_from: string
  readonly valid_to: string | null
}

const stands = (one: PartnerFacts, day: string): boolean =>
  one.is_enabled && one.valid_from <= day && (one.valid_to === null || one.valid_to >= day)

/** The partner behind which a body lies; of several the one that names it most closely. */
export function partnerOf<P extends PartnerFacts>(partners: readonly P[], code: string, day: string): P | null {
  let best: { partner: P; length: number } | null = null
  for (const partner of partners)
    if (stands(partner, day))
      for (const entry of partner.serves)
        if (covers(entry, code) && entry.length > (best?.length ?? 0)) best = { partner, length: entry.length }
  return best?.partner ?? null
}

/** The partner that vouches for a package: its certificate signed, and the sender is one of its bodies. */
export function voucherOf<P extends PartnerFacts>(
  partners: readonly P[],
  signature: PackageSignature,
  code: string,
  at: { now: Date; today: string },
): P | null {
  if (!signature.isSound || signature.certificate === null) return null
  const { certificate } = signature
  return (
    partners.find(
      (one) =>
        stands(one, at.today) &&
        one.serves.some((entry) => covers(entry, code)) &&
        isTrusted(certificate, one.certificate, at.now),
    ) ?? null
  )
}

/**
 * Seconds until the next try: from five seconds to half an hour, so that a line that is down for days costs little.
 * @param limit how many tries the network allows; then they are spread over the better part of a day, so that an hour's silence kills nothing
 */
export function waitAfter(tries: number, limit: number | null = null): number {
  return limit === null ? Math.min(1_800, 5 * 2 ** Math.min(tries, 12)) : Math.min(43_200, 60 * 15 ** tries)
}

/** A message that nobody took for so long is a person's to look at. */
export const GIVE_UP_MS = 7 * 24 * 3_600_000

export type Outcome =
  /** `words`: what the other side said. */
  | { readonly kind: 'sent'; readonly words?: string }
  /** The other side may take it later, or has it and could not say so. */
  | { readonly kind: 'again'; readonly words: string }
  /** It was looked at and refused: sending it again changes nothing until somebody does something. */
  | { readonly kind: 'refused'; readonly words: string }

/** What an answer over HTTP means. @param answer its body, as far as it is JSON */
export function outcomeOf(status: number, answer: unknown, digest: string): Outcome {
  const body = (answer ?? {}) as { digest?: unknown; code?: unknown; detail?: { vi?: unknown } }
  if (status >= 200 && status < 300)
    return body.digest === digest
      ? { kind: 'sent' }
      : { kind: 'again', words: 'Máy trả lời không phải cổng trao đổi, hoặc nhận sai nội dung.' }
  const words = typeof body.detail?.vi === 'string' ? body.detail.vi.slice(0, 500) : `HTTP ${status}`
  // Only an answer of a gateway counts as a refusal: what stands between may say anything.
  const isGateway = typeof body.code === 'string' && /^(EXCHANGE|EDXML)_/.test(body.code)
  return isGateway ? { kind: 'refused', words } : { kind: 'again', words }
}

/** What a status says of a delivery; 13, 15 and 16 are about a recall or a change. */
export const DELIVERY_OF: Readonly<Partial<Record<StatusCode, DeliveryState>>> = {
  '01': 'delivered',
  '02': 'returned',
  '03': 'registered',
  '04': 'assigned',
  '05': 'handled',
  '06': 'completed',
}

/** How a document follows an earlier one; and what exchange packages call it: what takes another's place, and what else changes it. */
export type FollowKind = 'corrects' | 'amends' | 'replaces' | 'annuls'
export const businessOf = (kind: FollowKind): 'update' | 'replacement' =>
  kind === 'replaces' ? 'replacement' : 'update'
/** As near as a package says it. */
export const followOf = (business: 'update' | 'replacement'): FollowKind =>
  business === 'replacement' ? 'replaces' : 'amends'

/** In titles and reasons. */
export const FOLLOW_WORDS: Readonly<Record<FollowKind, string>> = {
  corrects: 'đính chính',
  amends: 'sửa đổi, bổ sung',
  replaces: 'thay thế',
  annuls: 'bãi bỏ',
}

/** Number and notation in a document's id, or all of it where it is of another shape. */
export const symbolInKey = (key: string): string => key.split(',').slice(2).join(',') || key

/** What the tray calls a document of a package: what it is, and what it changes or answers. */
export function titleOf(message: DocumentMessage, symbol: string | null): string {
  const label = [message.type.name ?? 'Văn bản', symbol].filter(Boolean).join(' ')
  if (message.business === 'update' || message.business === 'replacement') {
    const about = aboutOf(message)
    const other = about === null || about === message.documentId ? '' : ` ${symbolInKey(about)}`
    return `${label} (${message.business === 'update' ? 'cập nhật' : 'thay thế'}${other})`
  }
  const answered = message.responseFor.flatMap((one) => one.code ?? (one.documentId ? symbolInKey(one.documentId) : []))
  return answered.length > 0 ? `${label} (trả lời ${answered.slice(0, 3).join(', ')})` : label
}

/** The id of the document that a message is about; null: none but its own. */
export const aboutOf = (message: DocumentMessage): string | null =>
  message.aboutDocumentId ?? message.replaces[0]?.documentId ?? null

/** What tells a message from others about the same document: an update has the id of what it updates. */
export function editionOf(message: Message, digest: string): string {
  return message.kind === 'document' && message.business !== 'new'
    ? `${message.business} ${digest.slice(0, 32)}`
    : 'new'
}

/** Words for the board and the timeline. */
export const STATUS_WORDS: Readonly<Record<StatusCode, string>> = {
  '01': 'Đã đến hệ thống nơi nhận',
  '02': 'Trả lại',
  '03': 'Đã tiếp nhận, vào sổ',
  '04': 'Đã phân công xử lý',
  '05': 'Đang xử lý',
  '06': 'Đã xử lý xong',
  '13': 'Lấy lại',
  '15': 'Nơi nhận đồng ý thu hồi',
  '16': 'Nơi nhận không đồng ý thu hồi',
}
