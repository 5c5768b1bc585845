/** Whom the words in the column “Đơn vị hoặc người nhận” of an old register name today. */
import { fold } from '#engines/vn-text/index.ts'

export type Holder = { readonly kind: 'post' | 'unit'; readonly grantee: string }

/**
 * Makes the function that finds the unit (by name or abbreviation) or the person (by full name) of some words. Only a name
 * that is wholly the same, marks and case aside, and that one alone bears: who is not surely the one gets no access. A cell
 * may name several, parted by comma, semicolon, plus or line.
 */
export function holderFinder(
  units: readonly { id: string; name: string; abbreviation: string | null }[],
  posts: readonly { id: string; personId: string; fullName: string; isPrimary: boolean }[],
): (words: string | null) => Holder[] {
  const byName = new Map<string, Holder | null>()
  const put = (name: string | null, holder: Holder): void => {
    const key = name ? keyOf(name) : ''
    if (key === '') return
    const other = byName.get(key)
    byName.set(key, other === undefined || other?.grantee === holder.grantee ? holder : null)
  }
  for (const unit of units)
    for (const name of [unit.name, unit.abbreviation]) put(name, { kind: 'unit', grantee: unit.id })
  const ofPerson = new Map<string, (typeof posts)[number]>()
  for (const post of posts) if (post.isPrimary || !ofPerson.has(post.personId)) ofPerson.set(post.personId, post)
  for (const post of ofPerson.values()) put(post.fullName, { kind: 'post', grantee: post.id })

  return (words) => {
    const found = new Map<string, Holder>()
    for (const part of (words ?? '').split(/[,;+\n]/)) {
      const holder = byName.get(keyOf(part))
      if (holder) found.set(holder.grantee, holder)
    }
    return [...found.values()]
  }
}

/** Forms of address before a name are left out. */
const keyOf = (name: string): string =>
  fold(name)
    .replace(/^(?:dong chi|d\/c|ong|ba|anh|chi)\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
