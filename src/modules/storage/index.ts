/** Stores, shelves, boxes, where each file lies, labels and their scan (handbook 8.3, 8.7). */
import type { Room } from '#platform/action/index.ts'
import { changeBox, createBoxes, placeBoxes, removeBox } from './actions/boxes.ts'
import { fill, putBack, putIn, removeContents, takeOut } from './actions/contents.ts'
import { labels } from './actions/labels.ts'
import { addPlace, changePlace, removePlace } from './actions/places.ts'
import { storage } from './contract.ts'
import { keepPaper } from './gone.ts'
import { permissions } from './policy.ts'
import { box, boxes, inventories, ofUnit, place, places, proposal, scan } from './queries.ts'

export const room: Room = {
  name: 'storage',
  contracts: [storage],
  permissions,
  handlers: [
    places,
    place,
    addPlace,
    changePlace,
    removePlace,
    boxes,
    createBoxes,
    box,
    changeBox,
    removeBox,
    placeBoxes,
    putIn,
    proposal,
    fill,
    takeOut,
    putBack,
    removeContents,
    inventories,
    ofUnit,
    scan,
    labels,
  ],
  subscribers: [{ event: 'archive.gone', inline: keepPaper }],
}
