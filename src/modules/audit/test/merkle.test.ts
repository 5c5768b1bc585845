import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from '../merkle/canonical.ts'
import { EMPTY_ROOT, type Hash, leafHash, leafHashOf, nodeHash } from '../merkle/hash.ts'
import {
  consistencyRanges,
  inclusionRanges,
  type Place,
  rangeHashes,
  verifyConsistency,
  verifyInclusion,
} from '../merkle/proofs.ts'
import { type Block, GrowingTree, pendingRows } from '../merkle/tree.ts'

/** RFC 9162 2.1.1 word for word: the truth that the growing tree is held against. */
function rootOf(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}
const hashAt =
  (leaves: readonly Hash[]) =>
  ({ level, index }: Place): Hash =>
    rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))

const leavesOf = (n: number): Hash[] => Array.from({ length: n }, (_, i) => leafHash(`entry ${i}`))

// The eight leaves and the expected hashes that Certificate Transparency's own implementations are tested with.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const known = inputs.map((hex) => leafHashOf(Buffer.from(hex, 'hex')))
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('vectors of RFC 6962', () => {
  it('has the root of nothing', () => {
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(new GrowingTree().root()).toBe(EMPTY_ROOT)
  })

  it('has the known roots', () => {
    const tree = new GrowingTree()
    for (const [i, leaf] of known.entries()) {
      tree.add(leaf)
      expect(tree.root()).toBe(roots[i])
    }
  })

  it.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('proves leaf %i in a tree of %i', (index, size, expected) => {
    const leaves = known.slice(0, size)
    const path = rangeHashes(inclusionRanges(index, size), hashAt(leaves))
    expect(path).toEqual(expected)
    expect(verifyInclusion({ index, size, leaf: known[index]!, path, root: roots[size - 1]! })).toBe(true)
  })

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('proves that %i grew into %i', (first, second, expected) => {
    const path = rangeHashes(consistencyRanges(first, second), hashAt(known))
    expect(path).toEqual(expected)
    const proof = { first, second, firstRoot: roots[first - 1]!, secondRoot: roots[second - 1]!, path }
    expect(verifyConsistency(proof)).toBe(true)
  })
})

describe('the growing tree', () => {
  it('has the root of the definition at every size, also when taken up again from stored hashes', () => {
    const leaves = leavesOf(600)
    const stored = new Map<string, Block>()
    let tree = new GrowingTree()
    for (const [i, leaf] of leaves.entries()) {
      for (const block of tree.add(leaf)) stored.set(`${block.level}/${block.position}`, block)
      if (i % 7 === 0) {
        const rows = pendingRows(tree.size).map(({ level, from, count }) =>
          Array.from({ length: count }, (_, k) =>
            level === 0 ? leaves[from + k]! : stored.get(`${level - 4}/${from + k}`)!.hashes.at(-1)!,
          ),
        )
        tree = new GrowingTree(tree.size, rows)
      }
      if (i % 13 === 0 || i % 16 === 15) expect(tree.root()).toBe(rootOf(leaves.slice(0, i + 1)))
    }
    expect([...stored.values()].filter((b) => b.level === 0)).toHaveLength(37)
    expect([...stored.values()].filter((b) => b.level === 4)).toHaveLength(2)
    const block = stored.get('4/1')!
    expect(block.hashes.at(-1)).toBe(rootOf(leaves.slice(256, 512)))
    expect(block.hashes[0]).toBe(rootOf(leaves.slice(256, 288)))
  })

  it('refuses to go on from hashes that do not fit', () => {
    expect(() => new GrowingTree(5, [leavesOf(4)])).toThrow(/5/)
    expect(() => new GrowingTree(16, [leavesOf(1), leavesOf(1)])).toThrow(/16/)
  })
})

describe('proofs', () => {
  const leaves = leavesOf(300)
  const size = fc.integer({ min: 1, max: 300 })

  it('of inclusion hold, are short, and hold for nothing else', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (n, a, b) => {
        const index = a % n
        const root = rootOf(leaves.slice(0, n))
        const path = rangeHashes(inclusionRanges(index, n), hashAt(leaves))
        const proof = { index, size: n, leaf: leaves[index]!, path, root }
        expect(verifyInclusion(proof)).toBe(true)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(n)))
        const other = b % n
        if (other !== index) {
          expect(verifyInclusion({ ...proof, index: other })).toBe(false)
          expect(verifyInclusion({ ...proof, leaf: leaves[other]! })).toBe(false)
        }
        expect(verifyInclusion({ ...proof, index: n })).toBe(false)
        expect(verifyInclusion({ ...proof, path: [...path, root] })).toBe(false)
        if (path.length > 0) expect(verifyInclusion({ ...proof, path: path.slice(1) })).toBe(false)
      }),
    )
  })

  it('of consistency hold, and fail for another beginning', () => {
    fc.assert(
      fc.property(size, fc.nat(), (second, a) => {
        const first = 1 + (a % second)
        const path = rangeHashes(consistencyRanges(first, second), hashAt(leaves))
        const proof = {
          first,
          second,
          firstRoot: rootOf(leaves.slice(0, first)),
          secondRoot: rootOf(leaves.slice(0, second)),
          path,
        }
        expect(verifyConsistency(proof)).toBe(true)
        expect(verifyConsistency({ ...proof, firstRoot: leafHash('other') })).toBe(false)
        expect(verifyConsistency({ ...proof, secondRoot: leafHash('other') })).toBe(false)
        expect(verifyConsistency({ ...proof, path: [...path, leaves[0]!] })).toBe(false)
      }),
    )
  })

  it('needs at most 20 hashes for a million entries', () => {
    for (const index of [0, 1, 524_287, 524_288, 999_999])
      expect(inclusionRanges(index, 1_000_000).length).toBeLessThanOrEqual(20)
  })
})

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of the RFC', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as Json
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts by UTF-16 code units', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const value = Object.fromEntries(names.map((name) => [name, 1]))
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object).sort()).toEqual([...sorted].sort())
    expect([...canonicalJson(value).matchAll(/"((?:[^"\\]|\\.)*)":/g)].map((m) => JSON.parse(`"${m[1]}"`))).toEqual(
      sorted,
    )
  })

  it('is the same for the same value whatever the order of its members, and gives the value back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const value = JSON.parse(JSON.stringify(given)) as Json
        const shuffle = (v: Json): Json =>
          Array.isArray(v)
            ? v.map(shuffle)
            : v !== null && typeof v === 'object'
              ? Object.fromEntries(
                  Object.entries(v)
                    .reverse()
                    .map(([k, m]) => [k, shuffle(m as Json)]),
                )
              : v
        let text: string
        try {
          text = canonicalJson(value)
        } catch {
          return // a lone surrogate
        }
        expect(canonicalJson(shuffle(value))).toBe(text)
        expect(JSON.parse(text)).toEqual(value)
      }),
    )
  })

  it('refuses what JSON does not have', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError)
    expect(() => canonicalJson({ a: '\ud800' })).toThrow(/surrogate/)
  })
})
