/** Copies of documents (sao y, sao lục, trích sao) with their number, block and signature (NĐ 30/2020 Đ25-27). */
import type { Room } from '#platform/action/index.ts'
import { giveUpCopy } from './actions/give-up.ts'
import { handIn, lend, takeBack } from './actions/keep.ts'
import { makeCopy, makeElectronicCopy } from './actions/make-copy.ts'
import { printCopy, printRegister } from './actions/print.ts'
import { printKept } from './actions/print-kept.ts'
import { copies } from './contract.ts'
import { archiveCopies } from './kept-contract.ts'
import { kept } from './kept-queries.ts'
import { permissions } from './policy.ts'
import { choices, list, ofDocument, text } from './queries.ts'

export const room: Room = {
  name: 'copies',
  contracts: [copies, archiveCopies],
  permissions,
  handlers: [
    ofDocument,
    choices,
    text,
    makeCopy,
    makeElectronicCopy,
    printCopy,
    giveUpCopy,
    list,
    printRegister,
    kept,
    handIn,
    lend,
    takeBack,
    printKept,
  ],
}
