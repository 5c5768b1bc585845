/** OAI-PMH 2.0: what a harvester asks, and the documents that answer. Pure: no database, no clock. */
export { type OaiAnswer, type OaiHeader, type OaiRecord, type OaiSet, oaiDocument } from './document.ts'
export { type Listing, readRequest, writeToken } from './request.ts'
