/**
 * The index of search as the room uses it. PostgreSQL's (`store-postgres.ts`) serves up to some tens of millions of documents
 * (docs/deployment.md, part 6); a larger installation puts an engine of its own behind this by `useIndex`.
 *
 * Whoever stands here keeps three promises. **Rights**: each question is answered for `actor` as `reachOf` says and as the readers of each row
 * say; counts, too. (What is shown is read once more from the owners under their scope: an index never opens a document.) **Truth**: what
 * `best` gives is the true top for the question's levels, or says by `is_whole` that it may not be. **Time**: what is written belongs to the
 * caller's transaction; an engine outside the database enqueues it there and may follow by some seconds.
 */
import type { RawBuilder } from 'kysely'
import type { Newest } from '#modules/incoming/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { IndexRow, Question } from './types.ts'

/** A document that was found. `at` as text: PostgreSQL's microseconds are kept for the place after it. */
export interface Hit {
  readonly document_id: string
  readonly at: string
  readonly score: number
  readonly is_whole: boolean
}

export interface ContentHit extends Hit {
  readonly component_id: string
}

/** A place in "newest": answers after it. */
export interface After {
  readonly at: string
  readonly id: string
}

export interface Tally {
  readonly total: number
  readonly is_more: boolean
  readonly types: readonly { key: string; n: number }[]
  readonly issuers: readonly { key: string; n: number }[]
  readonly years: readonly { key: number; n: number }[]
  readonly units: readonly { key: string; n: number }[]
}

export interface SearchIndex {
  /** The best documents for a question, by symbol, score and day. */
  best(tx: Tx, actor: Actor, question: Question, limit: number): Promise<Hit[]>
  /** The newest documents for a question, after a place. */
  newest(tx: Tx, actor: Actor, question: Question, limit: number, after: After | null): Promise<Hit[]>
  /** Documents whose files hold the words, the newest first. */
  inContent(tx: Tx, actor: Actor, question: Question, limit: number, after: After | null): Promise<ContentHit[]>
  /**
   * Documents for a question in no order, as SQL of their ids for the statement of a list; its value is null when there are more than
   * `most`. An index outside the database asks first and gives what it found as a value. With `newest`, `enough` that arrived last will
   * do, if whatever is left out arrived on earlier days than all that is given.
   */
  someOf(
    tx: Tx,
    actor: Actor,
    question: Partial<Question>,
    most: number,
    newest: Newest | null,
  ): Promise<RawBuilder<readonly string[] | null>>
  /** Counts over the newest `most` answers; null when the actor may ask nothing. */
  tally(tx: Tx, actor: Actor, question: Question, most: number): Promise<Tally | null>

  /** Writes rows of documents that are new; their readers are taken from the records core. Nobody waits for it before the commit. */
  add(tx: Tx, rows: readonly IndexRow[]): void
  /** Writes rows that may be there already, in place of the old ones. */
  put(tx: Tx, rows: readonly IndexRow[]): Promise<void>
  /** Writes very many rows at once, in place of whatever stood for their documents; sets wait for each other until the commit. */
  putMany(tx: Tx, rows: readonly IndexRow[]): Promise<void>
  /** Takes the readers of a document from the records core again. */
  putReaders(tx: Tx, documentId: string): void
  /** Replaces the text of a document's files. */
  putContent(tx: Tx, documentId: string, rows: readonly { component_id: string; tokens: string }[]): Promise<void>
  /** Takes out documents that are no more. */
  drop(tx: Tx, ids: readonly string[]): Promise<void>
  /** Takes out what no document stands behind any more. @returns how many */
  dropOrphans(tx: Tx): Promise<number>
}
