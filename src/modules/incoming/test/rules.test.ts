import { describe, expect, it } from 'vitest'
import { incomingStates } from '../contract.ts'
import { type Move, mayMove, moves, originOf } from '../rules.ts'

describe('incoming rules', () => {
  it('tells Party issuers from others', () => {
    const party = [
      'Tỉnh ủy Lam Hà',
      'Văn phòng Tỉnh ủy Lam Hà',
      'Ban Tổ chức Tỉnh ủy',
      'Đảng ủy xã Sông Mây',
      'Ủy ban Kiểm tra Thành ủy',
      'BAN THƯỜNG VỤ TỈNH UỶ',
    ]
    const others = [
      'Ủy ban nhân dân tỉnh Lam Hà',
      'Sở Nội vụ',
      'Văn phòng UBND tỉnh',
      'Ủy ban Mặt trận Tổ quốc',
      'Hội Nông dân',
      'Ban Quản lý dự án',
    ]
    for (const issuerName of party) expect(originOf({ issuerName }), issuerName).toBe('party')
    for (const issuerName of others) expect(originOf({ issuerName }), issuerName).toBe('non-party')
    expect(originOf({ issuerName: 'Ban Cán sự', codeNotation: 'CV/BCS' })).toBe('party')
    expect(originOf({ issuerName: 'Sở Y tế', codeNotation: 'QĐ-SYT' })).toBe('non-party')
  })

  it('ends are ends: nothing leads out of returned and cancelled, only reopening out of completed', () => {
    for (const move of Object.keys(moves) as Move[]) {
      expect(mayMove(move, 'returned'), move).toBe(false)
      expect(mayMove(move, 'cancelled'), move).toBe(false)
      if (!['reopen', 'correct', 'receive'].includes(move)) expect(mayMove(move, 'completed'), move).toBe(false)
    }
    expect(incomingStates).toHaveLength(7)
  })
})
