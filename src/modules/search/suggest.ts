/** "Did you mean": other spellings of one word that this post has results for. Nothing is shown that it could not find. */
import { fold, isSyllable } from '#engines/vn-text/index.ts'
import { words } from '#engines/vn-text/search/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { index } from './in-use.ts'
import { understand } from './understand.ts'

/** How many other spellings are tried at most: each is one small question. */
const MOST_TRIES = 30

/**
 * A query that differs in one syllable by one slip of the finger and finds something; null when there is none.
 * @param typed what was typed and found nothing
 */
export async function meantInstead(ctx: ReadContext, typed: string): Promise<string | null> {
  const syllables = words(typed).filter((one) => one.kind === 'syllable')
  if (syllables.length === 0 || syllables.length > 8) return null
  // The words that nothing at all is found for are the ones to mend; when each alone is known, any may be the slip.
  const unknown: typeof syllables = []
  for (const one of syllables) if (!(await finds(ctx, one.folded))) unknown.push(one)
  const tries = (unknown.length > 0 ? unknown : syllables).flatMap((one) =>
    slips(one.folded).map((text) => typed.slice(0, one.start) + text + typed.slice(one.end)),
  )
  for (const text of tries.slice(0, MOST_TRIES)) if (await finds(ctx, text)) return text
  return null
}

async function finds(ctx: ReadContext, text: string): Promise<boolean> {
  const asked = await understand(ctx, text)
  return !asked.isEmpty && (await index().best(ctx.tx, ctx.actor, asked.question, 1)).length > 0
}

/**
 * Possible syllables one slip away: two letters exchanged, one too many, one missing, one wrong. Marks are left out: the
 * index is asked without them.
 */
export function slips(syllable: string): string[] {
  const letters = 'abcdeghiklmnopqrstuvxy'
  const found = new Set<string>()
  const add = (text: string): void => {
    if (text !== syllable && text.length > 1 && canBe(text)) found.add(text)
  }
  for (let i = 0; i < syllable.length - 1; i++)
    add(syllable.slice(0, i) + syllable[i + 1] + syllable[i] + syllable.slice(i + 2))
  for (let i = 0; i < syllable.length; i++) add(syllable.slice(0, i) + syllable.slice(i + 1))
  for (let i = 0; i <= syllable.length; i++)
    for (const letter of letters) {
      add(syllable.slice(0, i) + letter + syllable.slice(i))
      if (i < syllable.length) add(syllable.slice(0, i) + letter + syllable.slice(i + 1))
    }
  return [...found]
}

/** A syllable without marks is possible when some marks make it one; a stopped syllable needs its tone. */
function canBe(text: string): boolean {
  const folded = fold(text)
  return [folded, folded.replace(/[aeiouy](?=[^aeiouy]*$)/, (vowel) => `${vowel}\u0301`).normalize('NFC')].some(
    isSyllable,
  )
}
