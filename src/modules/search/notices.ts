import { defineNotices } from '#modules/operations/index.ts'

/** A watched search has found something new. */
export const FOUND = 'search.found'

/** What the bell tells of watched searches. */
export const notices = defineNotices({
  [FOUND]: {
    vi: 'Tìm kiếm “{name}”: có {count} văn bản mới',
    en: 'Search “{name}”: {count} new documents',
  },
})
