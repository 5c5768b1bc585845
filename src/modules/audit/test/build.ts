/** Invented logs for the tests. */
import { canonicalEntry, type LogEntry } from '../merkle/entry.ts'
import { leafHash } from '../merkle/hash.ts'
import { newSigningKey, readSigningKey, type SignedHead, type SigningKey, signHead } from '../merkle/head.ts'
import { headLine, leafLine, nodeLine, startLine } from '../merkle/log-format.ts'
import { GrowingTree } from '../merkle/tree.ts'

export const ORGANIZATION = '0198f000-0000-7000-8000-000000000001'

export function anEntry(i: number, changes: Partial<LogEntry> = {}): LogEntry {
  const tail = i.toString(16).padStart(12, '0')
  return {
    organization: ORGANIZATION,
    id: `0198f3a1-0000-7000-8000-${tail}`,
    at: new Date(Date.UTC(2026, 10, 23) + i).toISOString().replace('Z', '123Z'),
    transaction: String(1000 + i),
    kind: i % 5 === 0 ? 'incoming.register' : 'incoming.open',
    outcome: 'done',
    actor: {
      kind: 'post',
      account: `0198f3a1-0000-7000-8000-00000000aaaa`,
      person: `0198f3a1-0000-7000-8000-00000000bbbb`,
      post: `0198f3a1-0000-7000-8000-00000000cccc`,
      name: 'Lò Thị Mẩy',
      title: 'Văn thư xã Sông Mây',
      address: '10.20.0.7',
      session: `0198f3a1-0000-7000-8000-00000000dddd`,
    },
    subject: { type: 'document', id: `0198f3a1-0000-7000-8000-${tail}`, label: `${i}/KH-UBND` },
    before: null,
    after: { number: i, subject: 'Về việc phòng, chống cháy rừng mùa khô trên địa bàn xã Sông Mây', urgency: 'normal' },
    data: null,
    ...changes,
  }
}

export interface Built {
  readonly lines: string[]
  readonly heads: SignedHead[]
  readonly key: SigningKey
}

/** A log of n entries with a head after every `every`, and one at the end. */
export function aLog(
  entries: readonly LogEntry[],
  options: { every?: number; key?: SigningKey; organization?: string; scope?: 'installation' | 'organization' } = {},
): Built {
  const key = options.key ?? readSigningKey(newSigningKey())
  const every = options.every ?? 50
  const organization = options.organization ?? ORGANIZATION
  const tree = new GrowingTree()
  const heads: SignedHead[] = []
  const start = startLine({
    organization: { id: organization, name: 'UBND xã Sông Mây' },
    keys: [{ id: key.id, publicKey: key.publicKey }],
    size: entries.length,
    exportedAt: '2026-11-23T08:00:00.000Z',
    scope: options.scope ?? 'organization',
  })
  const lines = [start]
  for (const [i, entry] of entries.entries()) {
    const text = canonicalEntry(entry)
    const hash = leafHash(text)
    lines.push(leafLine(i, hash, text))
    for (const block of tree.add(hash)) lines.push(nodeLine(block))
    if (tree.size % every === 0 || tree.size === entries.length) {
      const at = new Date(Date.UTC(2026, 10, 23, 1) + i).toISOString()
      const head = signHead({ organization, size: tree.size, root: tree.root(), at }, key)
      heads.push(head)
      lines.push(headLine(head))
    }
  }
  return { lines, heads, key }
}
