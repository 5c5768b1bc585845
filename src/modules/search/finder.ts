/** What the list of incoming documents looks up by words is answered by the projection. */
import { lexeme } from '#engines/vn-text/search/index.ts'
import { defineFinder } from '#modules/incoming/index.ts'
import { index } from './in-use.ts'
import { allOf, token } from './rules.ts'

defineFinder(async (tx, actor, { words, beginnings, urgency, unitId }, most, newest) => {
  // The projection knows posts alone; who acts without one has the list walked.
  if (!actor.postId) return null
  const whole = [...words, token.direction('incoming'), ...(urgency === null ? [] : [token.urgency(urgency)])]
  // The beginning of a word reads all that begins so: dear, and beside whole words of little use. That of a pair is rare.
  const open = words.length > 0 ? beginnings.filter((one) => one.includes(' ')) : beginnings
  const base = allOf([...whole.map(lexeme), ...open.map((word) => `${lexeme(word)}:*`)])
  return index().someOf(tx, actor, { base, ...(unitId ? { given: [[unitId]] } : {}) }, most, newest)
})
