import { describe, expect, it } from 'vitest'
import '#src/audit-kinds.ts'
import { rooms } from '#src/rooms.ts'
import { defineAuditKinds, sentenceOf, tell } from '../kinds.ts'

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
