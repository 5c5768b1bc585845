/**
 * Sentences for people: every kind of audit entry has one in Vietnamese and English. Rooms add theirs where they define
 * their actions; a kind without a sentence of its own takes the summary of its route. Universal.
 */

export interface KindSentence {
  /**
   * What was done, as the end of "Lò Thị Mẩy …": lower case, no full stop. Places: `{subject}`, `{after.name}`,
   * `{before.name}`, `{data.name}`; a place without a value reads "…".
   */
  readonly vi: string
  readonly en: string
  /** Somebody saw or took content: opening, download, print, export. For "who looked at this document". */
  readonly isLook?: boolean
}

export interface EntryFacts {
  readonly kind: string
  readonly outcome: string
  readonly subject: { readonly type: string | null; readonly id: string | null; readonly label: string | null }
  readonly before: unknown
  readonly after: unknown
  readonly data: unknown
}

const own = new Map<string, KindSentence>()
const adopted = new Map<string, KindSentence>()

/**
 * Adds the sentences of a room.
 * @param room folder name
 * @param kinds verb -> sentence; the kind reads `room.verb`
 * @throws Error when a kind has two different sentences (found at boot)
 */
export function defineAuditKinds(room: string, kinds: Readonly<Record<string, KindSentence>>): void {
  for (const [verb, sentence] of Object.entries(kinds)) {
    const kind = `${room}.${verb}`
    const known = own.get(kind)
    if (known && known.vi !== sentence.vi) throw new Error(`audit kind ${kind} has two sentences`)
    own.set(kind, sentence)
  }
}

/** Takes the summaries ("English | Vietnamese") of routes for kinds that have no sentence of their own. */
export function adoptSummaries(
  routes: Iterable<{ readonly room: string; readonly name: PropertyKey; readonly summary?: string }>,
): void {
  for (const { room, name, summary } of routes) {
    const [en, vi] = (summary ?? '').split(' | ')
    if (en && vi) adopted.set(`${room}.${String(name)}`, { en: lower(en), vi: lower(vi) })
  }
}

/** The sentence of a kind, or null when it has none. */
export function sentenceOf(kind: string): KindSentence | null {
  return own.get(kind) ?? adopted.get(kind) ?? null
}

/** Kinds of which somebody saw content. */
export function lookKinds(): string[] {
  return [...own].filter(([, sentence]) => sentence.isLook).map(([kind]) => kind)
}

const unfilled = { vi: 'thao tác {kind}', en: 'did {kind}' }
const outcomes = {
  done: { vi: '', en: '' },
  refused: { vi: 'bị từ chối: ', en: 'was refused: ' },
  failed: { vi: 'không thành công: ', en: 'failed: ' },
}

/** What a person reads for an entry, in both languages; without the actor's name. */
export function tell(entry: EntryFacts): { vi: string; en: string } {
  const sentence = sentenceOf(entry.kind) ?? unfilled
  const prefix = outcomes[entry.outcome as keyof typeof outcomes] ?? outcomes.done
  return { vi: prefix.vi + fill(sentence.vi, entry, 'vi'), en: prefix.en + fill(sentence.en, entry, 'en') }
}

const yesNo = { vi: ['không', 'có'], en: ['no', 'yes'] } as const

function fill(template: string, entry: EntryFacts, lang: 'vi' | 'en'): string {
  return template.replace(/\{(\w+)(?:\.(\w+))?\}/g, (_, first: string, name?: string) => {
    if (first === 'kind') return entry.kind
    if (first === 'subject') return entry.subject.label ?? (entry.subject.id ? `#${entry.subject.id.slice(-6)}` : '…')
    const part = entry[first as 'before' | 'after' | 'data'] as Record<string, unknown> | null
    const value = name === undefined || part === null || typeof part !== 'object' ? undefined : part[name]
    if (typeof value === 'boolean') return yesNo[lang][Number(value)]!
    return value === undefined || value === null || typeof value === 'object' ? '…' : String(value)
  })
}

const lower = (text: string): string =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

defineAuditKinds('audit', {
  list: { vi: 'xem danh sách nhật ký', en: 'read the audit list' },
  get: { vi: 'mở mục nhật ký {subject}', en: 'opened the audit entry {subject}' },
  print: { vi: 'xuất danh sách nhật ký ra {data.format}', en: 'exported the audit list as {data.format}' },
  exportLog: { vi: 'xuất toàn bộ nhật ký đã niêm phong', en: 'exported the sealed log' },
  heads: { vi: 'xuất dấu niêm phong để giữ bên ngoài', en: 'exported the signed heads to keep outside' },
  verify: { vi: 'yêu cầu kiểm tra nhật ký', en: 'asked for a verification of the log' },
  verified: {
    vi: 'kiểm tra nhật ký: {after.entries} mục, toàn vẹn: {after.valid}',
    en: 'verified the log: {after.entries} entries, intact: {after.valid}',
  },
})
