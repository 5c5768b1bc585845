import { accessSubject } from '../access.ts'
import { lapseEach } from '../access-lapse.ts'
import { documentTables, lockDocument } from '../store-access.ts'

/** Ends lists of documents whose last day has passed. */
export default lapseEach(documentTables, async ({ tx, actor }, id) => {
  const document = await lockDocument(tx, actor, id)
  return document ? accessSubject(document) : null
})
