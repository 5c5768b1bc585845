/** Legal texts of records and archives work and until when they are in force (handbook 1): for citations of dead law. */

import { stands } from '../shared/sources.ts'
import type { Confidence, Day } from '../types.ts'
import type { LegalText } from './types.ts'

type Line = readonly [
  symbol: string,
  vi: string,
  from: Day,
  inForceTo: Day | null,
  replacedBy: string | null,
  confidence: Confidence,
]

const lines: readonly Line[] = [
  ['01/2011/QH13', 'Luật Lưu trữ 2011', '2012-07-01', '2025-06-30', 'Luật Lưu trữ số 33/2024/QH15', 'A'],
  ['33/2024/QH15', 'Luật Lưu trữ 2024', '2025-07-01', null, null, 'A'],
  [
    '01/2013/NĐ-CP',
    'Nghị định 01/2013/NĐ-CP thi hành Luật Lưu trữ 2011',
    '2013-03-01',
    '2025-07-20',
    'Nghị định số 113/2025/NĐ-CP',
    'B',
  ],
  ['113/2025/NĐ-CP', 'Nghị định 113/2025/NĐ-CP', '2025-07-21', null, null, 'A'],
  ['02/2019/TT-BNV', 'Thông tư 02/2019/TT-BNV', '2019-03-10', '2025-06-30', 'Thông tư số 05/2025/TT-BNV', 'A'],
  ['05/2025/TT-BNV', 'Thông tư 05/2025/TT-BNV', '2025-07-01', null, null, 'A'],
  ['06/2025/TT-BNV', 'Thông tư 06/2025/TT-BNV', '2025-07-01', null, null, 'A'],
  ['09/2011/TT-BNV', 'Thông tư 09/2011/TT-BNV', '2011-07-18', '2023-02-14', 'Thông tư số 10/2022/TT-BNV', 'A'],
  ['13/2011/TT-BNV', 'Thông tư 13/2011/TT-BNV', '2011-12-09', '2023-02-14', 'Thông tư số 10/2022/TT-BNV', 'A'],
  ['10/2022/TT-BNV', 'Thông tư 10/2022/TT-BNV', '2023-02-15', null, null, 'A'],
  [
    '110/2004/NĐ-CP',
    'Nghị định 110/2004/NĐ-CP về công tác văn thư',
    '2004-05-01',
    '2020-03-04',
    'Nghị định số 30/2020/NĐ-CP',
    'A',
  ],
  ['09/2010/NĐ-CP', 'Nghị định 09/2010/NĐ-CP', '2010-04-01', '2020-03-04', 'Nghị định số 30/2020/NĐ-CP', 'A'],
  [
    '01/2011/TT-BNV',
    'Thông tư 01/2011/TT-BNV về thể thức',
    '2011-03-05',
    '2020-03-04',
    'Nghị định số 30/2020/NĐ-CP',
    'B',
  ],
  ['30/2020/NĐ-CP', 'Nghị định 30/2020/NĐ-CP về công tác văn thư', '2020-03-05', null, null, 'A'],
  ['20/2020/QĐ-TTg', 'Quyết định 20/2020/QĐ-TTg', '2020-09-15', null, null, 'A'],
  [
    '51/2005/QH11',
    'Luật Giao dịch điện tử 2005',
    '2006-03-01',
    '2024-06-30',
    'Luật Giao dịch điện tử số 20/2023/QH15',
    'B',
  ],
  ['20/2023/QH15', 'Luật Giao dịch điện tử 2023', '2024-07-01', null, null, 'A'],
  [
    '130/2018/NĐ-CP',
    'Nghị định 130/2018/NĐ-CP về chữ ký số',
    '2018-11-15',
    '2025-04-09',
    'Nghị định số 23/2025/NĐ-CP',
    'A',
  ],
  ['23/2025/NĐ-CP', 'Nghị định 23/2025/NĐ-CP', '2025-04-10', null, null, 'A'],
  ['68/2024/NĐ-CP', 'Nghị định 68/2024/NĐ-CP', '2024-08-15', null, null, 'A'],
  ['41/2017/TT-BTTTT', 'Thông tư 41/2017/TT-BTTTT', '2018-02-05', '2026-11-14', 'Thông tư số 59/2026/TT-BKHCN', 'A'],
  [
    '58/2001/NĐ-CP',
    'Nghị định 58/2001/NĐ-CP về con dấu',
    '2001-08-24',
    '2016-06-30',
    'Nghị định số 99/2016/NĐ-CP',
    'B',
  ],
  [
    '29/2018/QH14',
    'Luật Bảo vệ bí mật nhà nước 2018',
    '2020-07-01',
    '2026-02-28',
    'Luật Bảo vệ bí mật nhà nước số 117/2025/QH15',
    'A',
  ],
  ['26/2020/NĐ-CP', 'Nghị định 26/2020/NĐ-CP', '2020-07-01', '2026-02-28', 'Nghị định số 63/2026/NĐ-CP', 'A'],
  ['24/2020/TT-BCA', 'Thông tư 24/2020/TT-BCA', '2020-07-01', '2026-02-28', 'Nghị định số 63/2026/NĐ-CP', 'A'],
  ['117/2025/QH15', 'Luật Bảo vệ bí mật nhà nước 2025', '2026-03-01', null, null, 'A'],
  ['33/2002/NĐ-CP', 'Nghị định 33/2002/NĐ-CP', '2002-04-12', '2020-06-30', 'Nghị định số 63/2026/NĐ-CP', 'A'],
  ['33/2015/TT-BCA', 'Thông tư 33/2015/TT-BCA', '2015-09-01', '2020-06-30', 'Nghị định số 63/2026/NĐ-CP', 'A'],
  ['24/2018/QH14', 'Luật An ninh mạng 2018', '2019-01-01', '2026-06-30', 'Luật An ninh mạng số 116/2025/QH15', 'B'],
  ['116/2025/QH15', 'Luật An ninh mạng 2025', '2026-07-01', null, null, 'A'],
  ['66-QĐ/TW', 'Quy định 66-QĐ/TW', '2017-02-06', '2026-01-08', 'Quy định số 399-QĐ/TW', 'A'],
  ['223-QĐ/TW', 'Quy định 223-QĐ/TW', '2020-03-06', '2026-01-08', 'Quy định số 399-QĐ/TW', 'A'],
  ['399-QĐ/TW', 'Quy định 399-QĐ/TW', '2026-01-09', null, null, 'A'],
  ['36-HD/VPTW', 'Hướng dẫn 36-HD/VPTW', '2018-04-03', '2026-05-26', 'Hướng dẫn số 05-HD/VPTW', 'A'],
  ['05-HD/VPTW', 'Hướng dẫn 05-HD/VPTW', '2026-05-27', null, null, 'A'],
  ['29-QĐ/VPTW', 'Quy định 29-QĐ/VPTW', '2013-12-25', '2021-12-14', 'Quy định số 693-QĐ/VPTW', 'A2'],
  ['217-QĐ/TW', 'Quy định 217-QĐ/TW', '2020-01-02', '2025-06-26', 'Quy định số 337-QĐ/TW', 'B'],
  ['269-QĐ/TW', 'Quy định 269-QĐ/TW', '2014-11-25', '2025-10-21', 'Quy định số 379-QĐ/TW', 'B'],
]

/** Of both regimes: a Party document cites laws, a State document may cite the Party's. */
export const legalTexts: readonly LegalText[] = lines.map(([symbol, vi, from, inForceTo, replacedBy, confidence]) => ({
  id: symbol
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]+/g, '-'),
  symbol,
  vi,
  inForceTo,
  replacedBy,
  ...stands(vi, null, confidence, from),
}))
