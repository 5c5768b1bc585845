/**
 * Networks by which documents go to other installations as packages of QCVN 102:2016/BTTTT: what each asks of a package (handbook 6.4-6.6).
 * One format, one door; a network only narrows it. Nothing here names an address of the national axis or the Party's network: none is published.
 */
import type { Day, GatewayProfile } from '../types.ts'
import { stands } from './sources.ts'

/** Marks that a body may decide to let out (policy `mail-limited-circulation`). */
const OPEN_MARKS = ['return-after-reading', 'internal'] as const

export function gatewayProfiles(validFrom: Day): readonly GatewayProfile[] {
  return [
    {
      id: 'direct',
      vi: 'Trực tiếp giữa hai hệ thống',
      en: 'Directly between two installations',
      codes: 'any',
      needs: ['PromulgationDate', 'CodeNotation', 'Subject'],
      path: '/api/exchange/gateway',
      packageMb: 96,
      tries: null,
      marks: OPEN_MARKS,
      ...stands('QCVN 102:2016/BTTTT', null, 'A2', validFrom),
    },
    {
      id: 'national-axis',
      vi: 'Trục liên thông văn bản quốc gia',
      en: 'National document interchange axis',
      // codes of the axis's directory: those of QĐ 20/2020, and of QCVN 102 for bodies that still have them
      codes: 'new-or-old',
      needs: ['PromulgationDate', 'CodeNotation', 'Subject'],
      path: null,
      packageMb: 96,
      tries: 5,
      // no text that was read lets them on it
      marks: [],
      ...stands('QĐ 28/2018/QĐ-TTg; QCVN 102:2016/BTTTT', null, 'A2', validFrom),
    },
    {
      id: 'party-wan',
      vi: 'Mạng thông tin diện rộng của Đảng',
      en: 'Wide-area network of the Party',
      codes: 'any',
      needs: ['PromulgationDate', 'CodeNotation', 'Subject'],
      path: null,
      packageMb: 96,
      tries: null,
      marks: OPEN_MARKS,
      // 337-QĐ/TW has not been read; no message standard of the network is published
      ...stands('217-QĐ/TW; 337-QĐ/TW', null, 'C', validFrom),
    },
  ]
}
