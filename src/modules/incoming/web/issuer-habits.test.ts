import { expect, it } from 'vitest'
import { findIssuers, findNotations, findSigners } from './issuer-habits.ts'

const known = [
  {
    name: 'Sở Y tế',
    count: 9,
    notations: ['SYT-NVY', 'QĐ-SYT', 'KH-SYT'],
    signers: [{ name: 'Lê Văn Tám', position: 'Giám đốc' }],
  },
  { name: 'Sở Nội vụ', count: 4, notations: ['SNV-TCBC'], signers: [] },
]
const note = (count: number) => `${count}`
const names = (items: readonly { name: string }[]) => items.map((item) => item.name)

it('finds issuers without marks: who writes most first, the directory after, nobody twice', () => {
  const directory = ['SỞ Y TẾ', 'Sở Tài chính', 'Ủy ban nhân dân xã Sông Mây']
  expect(names(findIssuers(known, directory, 'so', note))).toEqual([
    'Sở Y tế',
    'Sở Nội vụ',
    'Sở Tài chính',
    'Ủy ban nhân dân xã Sông Mây',
  ])
  expect(names(findIssuers(known, directory, 'uy ban song', note))).toEqual(['Ủy ban nhân dân xã Sông Mây'])
  expect(findIssuers(known, directory, 'y te', note)).toEqual([{ id: 'Sở Y tế', name: 'Sở Y tế', note: '9' }])
})

it("offers the issuer's own notations, those of the type first, and its signers", () => {
  expect(names(findNotations(known, 'sở y tế', 'KH', ''))).toEqual(['KH-SYT', 'SYT-NVY', 'QĐ-SYT'])
  expect(names(findNotations(known, 'Sở Y tế', null, 'qd'))).toEqual(['QĐ-SYT'])
  expect(findNotations(known, 'Nơi chưa từng gửi', 'KH', '')).toEqual([])
  expect(names(findSigners(known, 'Nơi chưa từng gửi', 'tam'))).toEqual(['Lê Văn Tám'])
})
