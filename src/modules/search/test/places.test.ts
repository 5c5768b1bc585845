import { describe, expect, it } from 'vitest'
import { countPlaces, placesNamed, placesOf, withAllBelow } from '../places.ts'

const body = (id: string, parent_id: string | null, ...names: string[]) => ({ id, parent_id, name: names[0]!, names })

describe('the tree of organisations', () => {
  const places = placesOf([
    body('xa', 'tinh', 'Xã Sông Mây', 'Xã Mây'),
    body('tinh', null, 'Tỉnh Lam Hà'),
    body('phong', 'xa', 'Phòng Kinh tế'),
    body('khac', 'tinh', 'Xã Khác'),
    body('phong2', 'khac', 'Phòng Kinh tế'),
    body('mat', 'khong-co', 'Trung tâm Cũ'),
  ])

  it('has the bodies without a superior at its top, whatever the order they come in', () => {
    expect(places.tops.map((place) => place.body.id)).toEqual(['tinh', 'mat'])
    expect(withAllBelow(places.tops[0]!).map((place) => place.body.id)).toEqual([
      'tinh',
      'xa',
      'phong',
      'khac',
      'phong2',
    ])
  })

  it('counts upwards, by any name a body has borne; a name of two belongs to neither', () => {
    const { counted, elsewhere } = countPlaces(places, [
      { key: 'XÃ MÂY', n: 4 },
      { key: 'Tỉnh Lam Hà', n: 1 },
      { key: 'Phòng Kinh tế', n: 7 },
      { key: 'Ông Nguyễn Văn A', n: 2 },
    ])
    expect(counted.map(({ place, own, all }) => [place.body.id, own, all])).toEqual([
      ['xa', 4, 4],
      ['tinh', 1, 5],
    ])
    expect(elsewhere).toEqual([
      { key: 'Phòng Kinh tế', n: 7 },
      { key: 'Ông Nguyễn Văn A', n: 2 },
    ])
  })

  it('means the whole name first, else all that hold the words', () => {
    expect(placesNamed(places, 'xa may').map((place) => place.body.id)).toEqual(['xa'])
    expect(placesNamed(places, 'kinh te').map((place) => place.body.id)).toEqual(['phong', 'phong2'])
    expect(placesNamed(places, ' ')).toEqual([])
  })

  it('a circle of superiors ends', () => {
    const round = placesOf([body('a', 'b', 'A'), body('b', 'a', 'B')])
    expect(round.tops.length).toBe(1)
    expect(withAllBelow(round.tops[0]!).length).toBe(2)
  })
})
