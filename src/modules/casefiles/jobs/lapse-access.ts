import { lapseEach } from '#modules/records/index.ts'
import { accessSubject } from '../access.ts'
import { findFile } from '../store.ts'
import { fileTables } from '../store-access.ts'

/** Ends lists of files whose last day has passed. */
export default lapseEach(fileTables, async (ctx, id) => {
  const file = await findFile(ctx.tx, ctx.actor, id, 'lock')
  return file ? accessSubject(ctx, file) : null
})
