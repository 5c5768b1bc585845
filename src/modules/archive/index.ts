/** The archive: fonds, inventories, files, items, authority records, accessions (Luật Lưu trữ 2024; handbook 8). */
import { defineWithheld } from '#modules/audit/index.ts'
import type { Room } from '#platform/action/index.ts'
import { mergeUnits, moveUnits, numbering, removeOne, renumberUnits } from './actions/arrange.ts'
import {
  changeAuthority,
  createAuthority,
  getAuthority,
  linkAuthorities,
  listAuthorities,
  mergeAuthorities,
  unlinkAuthorities,
} from './actions/authorities.ts'
import {
  changeCollection,
  collected,
  createCollection,
  decideCollected,
  facets,
  listCollections,
} from './actions/collections.ts'
import { changeMany, changeUnit, createUnit } from './actions/describe.ts'
import { findingAid } from './actions/finding-aids.ts'
import { harvesting, oai, oaiForm, setHarvesting } from './actions/harvest.ts'
import { printInventory } from './actions/print-inventory.ts'
import { publish } from './actions/publish.ts'
import { addAccession, changeRepository, createRepository } from './actions/repositories.ts'
import { authorities } from './authorities-contract.ts'
import { collections } from './collections-contract.ts'
import { archive } from './contract.ts'
import { findingAids } from './finding-aid-contract.ts'
import { harvest } from './harvest-contract.ts'
import { inventories } from './inventory-contract.ts'
import { collectJob, takeInJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { accessions, children, get, list, repositories } from './queries.ts'
import { touchUnitsOf } from './store-harvest.ts'
import { narrowedUnits } from './store-narrowing.ts'

export const room: Room = {
  name: 'archive',
  contracts: [archive, authorities, collections, findingAids, inventories, harvest],
  permissions,
  handlers: [
    repositories,
    createRepository,
    changeRepository,
    children,
    list,
    get,
    createUnit,
    changeUnit,
    changeMany,
    moveUnits,
    numbering,
    renumberUnits,
    mergeUnits,
    removeOne,
    publish,
    accessions,
    addAccession,
    listAuthorities,
    getAuthority,
    createAuthority,
    changeAuthority,
    linkAuthorities,
    unlinkAuthorities,
    mergeAuthorities,
    listCollections,
    createCollection,
    changeCollection,
    collected,
    facets,
    decideCollected,
    findingAid,
    printInventory,
    oai,
    oaiForm,
    harvesting,
    setHarvesting,
  ],
  jobs: [takeInJob, collectJob],
  subscribers: [
    { event: 'transfer.accepted', job: takeInJob },
    { event: 'outgoing.issued', job: collectJob },
    { event: 'outgoing.recalled', job: collectJob },
    {
      event: 'records.access-changed',
      inline: ({ tx, actor, now }, { payload }) =>
        touchUnitsOf(tx, actor.organizationId, { document: String(payload['documentId']) }, now),
    },
    {
      event: 'casefiles.access-changed',
      inline: ({ tx, actor, now }, { payload }) =>
        touchUnitsOf(tx, actor.organizationId, { file: String(payload['fileId']) }, now),
    },
  ],
}

// The log tells who changed what, to readers who may see what was changed.
defineWithheld('unit', ({ tx, actor }, ids) => narrowedUnits(tx, actor, ids))

export { addAuthority } from './actions/authorities.ts'
export { addUnits, documentForItem, loadUnit, type UnitInput } from './facts.ts'
export { handOnFiles, holdForHandOn, releaseHandOn } from './handing-on.ts'
export {
  type ImportedUnit,
  importUnits,
  restoreUnits,
  rewriteUnits,
  type StandingUnit,
  standingFonds,
  standingUnits,
  touchedUnits,
  undoUnits,
} from './imported.ts'
export { unitScope } from './policy.ts'
export { historicalPosts, type ReceivedFile, receiveFiles } from './receiving.ts'
export { numberKey, reference } from './rules.ts'
export { findUnit, lineTo, type UnitRow } from './store.ts'
export { type KeptUnit, keptUnit, recount, restoreKept, unitsBeside } from './store-keeping.ts'
export { type RepositoryRow, repositoriesOf } from './store-repositories.ts'
