/** What other rooms' screens may use: beginning the draft that answers a document. */
export { beginReply } from './reply.ts'
