import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import '#src/audit-kinds.ts'
import { rooms } from '#src/rooms.ts'
import { defineAuditKinds, sentenceOf, tell } from '../kinds.ts'

/** Every source of the house that is no test. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name)
    if (one.isDirectory()) return one.name === 'test' ? [] : sources(path)
    return one.name.endsWith('.ts') && !one.name.endsWith('.test.ts') ? [path] : []
  })
}

const facts = { subject: { type: null, id: null, label: null }, before: null, after: null, data: null }

describe('sentences of the audit', () => {
  it('exist in both languages for every action of every room', () => {
    const actions = rooms.flatMap((room) => room.handlers.filter((handler) => handler.kind === 'action'))
    const without = actions
      .map(({ route }) => `${route.room}.${route.name}`)
      .filter((kind) => !sentenceOf(kind)?.vi || !sentenceOf(kind)?.en)
    expect(actions.length).toBeGreaterThan(0)
    expect(without).toEqual([])
  })

  it('exist for kinds that the code names itself', () => {
    const named = sources(join(import.meta.dirname, '..', '..', '..')).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\bkind: '([a-z-]+\.[A-Za-z-]+)'/g)].map((found) => found[1]!),
    )
    expect(named).toContain('incoming.open')
    expect([...new Set(named)].filter((kind) => !sentenceOf(kind))).toEqual([])
  })

  it('say yes and no in words', () => {
    const entry = { ...facts, kind: 'audit.verified', outcome: 'done', after: { entries: 3, valid: false } }
    expect(tell(entry).vi).toBe('kiểm tra nhật ký: 3 mục, toàn vẹn: không')
    expect(tell(entry).en).toBe('verified the log: 3 entries, intact: no')
  })

  it('leave a visible gap for what an entry does not say', () => {
    defineAuditKinds('gap', {
      it: { vi: 'sửa {subject}: {before.x} thành {after.x}', en: 'changed {subject}: {before.x} to {after.x}' },
    })
    expect(tell({ ...facts, kind: 'gap.it', outcome: 'done', after: { x: 0 } })).toEqual({
      vi: 'sửa …: … thành 0',
      en: 'changed …: … to 0',
    })
    expect(tell({ ...facts, kind: 'gap.unknown', outcome: 'failed' }).vi).toBe('không thành công: thao tác gap.unknown')
  })

  it('are one a kind', () => {
    const once = { vi: 'một', en: 'one' }
    defineAuditKinds('gap', { once })
    expect(() => defineAuditKinds('gap', { once })).not.toThrow()
    expect(() => defineAuditKinds('gap', { once: { vi: 'hai', en: 'two' } })).toThrow(/gap.once/)
  })
})
