/**
 * Days off. The fixed ones stand in the Labour Code (Đ112); Tết, Giỗ Tổ, days in lieu (Đ111.3) and swapped days move and are
 * data by year: 2025–2026 as announced, 2027–2028 reckoned from the lunar calendar and to be checked against the yearly
 * announcement. All are B or C: an administrator corrects them in the calendar of the organisation.
 */
import type { Day, HolidayRule } from '../types.ts'
import { stands } from './sources.ts'

const LABOUR = 'Bộ luật Lao động 45/2019/QH14'

const fixed: readonly (readonly [monthDay: string, vi: string, en: string])[] = [
  ['01-01', 'Tết Dương lịch', 'New Year’s Day'],
  ['04-30', 'Ngày Chiến thắng', 'Victory Day'],
  ['05-01', 'Ngày Quốc tế Lao động', 'Labour Day'],
  ['09-02', 'Quốc khánh', 'National Day'],
]

type Line = readonly [day: Day, name: 'tet' | 'hung' | 'national' | 'year' | 'victory', kind?: HolidayRule['kind']]

const names = {
  tet: ['Tết Âm lịch', 'Lunar New Year'],
  hung: ['Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day'],
  national: ['Quốc khánh', 'National Day'],
  year: ['Tết Dương lịch', 'New Year’s Day'],
  victory: ['Ngày Chiến thắng và Quốc tế Lao động', 'Victory Day and Labour Day'],
} as const

const announced: readonly Line[] = [
  ['2025-01-27', 'tet'],
  ['2025-01-28', 'tet'],
  ['2025-01-29', 'tet'],
  ['2025-01-30', 'tet'],
  ['2025-01-31', 'tet'],
  ['2025-04-07', 'hung'],
  ['2025-05-02', 'victory', 'swapped'],
  ['2025-04-26', 'victory', 'make-up'],
  ['2025-09-01', 'national'],
  ['2026-01-02', 'year', 'swapped'],
  ['2026-01-10', 'year', 'make-up'],
  ['2026-02-16', 'tet'],
  ['2026-02-17', 'tet'],
  ['2026-02-18', 'tet'],
  ['2026-02-19', 'tet'],
  ['2026-02-20', 'tet'],
  ['2026-04-26', 'hung'],
  ['2026-04-27', 'hung', 'in-lieu'],
  ['2026-08-31', 'national', 'swapped'],
  ['2026-08-22', 'national', 'make-up'],
  ['2026-09-01', 'national'],
]

/** Lunar days by the calendar of UTC+7; which neighbours are off is not announced yet. */
const reckoned: readonly Line[] = [
  ['2027-02-05', 'tet'],
  ['2027-02-06', 'tet'],
  ['2027-02-07', 'tet'],
  ['2027-02-08', 'tet'],
  ['2027-02-09', 'tet'],
  ['2027-02-10', 'tet', 'in-lieu'],
  ['2027-02-11', 'tet', 'in-lieu'],
  ['2027-04-16', 'hung'],
  ['2027-05-03', 'victory', 'in-lieu'],
  ['2027-09-03', 'national'],
  ['2028-01-03', 'year', 'in-lieu'],
  ['2028-01-25', 'tet'],
  ['2028-01-26', 'tet'],
  ['2028-01-27', 'tet'],
  ['2028-01-28', 'tet'],
  ['2028-01-29', 'tet'],
  ['2028-01-31', 'tet', 'in-lieu'],
  ['2028-04-04', 'hung'],
  ['2028-05-02', 'victory', 'in-lieu'],
  ['2028-09-01', 'national'],
  ['2028-09-04', 'national', 'in-lieu'],
]

/** Years for which the moving days are known; beyond them only the fixed ones are counted. */
export const holidayYears = { from: 2025, to: 2028 } as const

function dated(confidence: 'B' | 'C', validFrom: Day) {
  return ([day, name, kind = 'holiday']: Line): HolidayRule => ({
    id: day,
    day,
    yearly: null,
    kind,
    vi: names[name][0],
    en: names[name][1],
    ...stands(LABOUR, 'Đ111–112', confidence, validFrom),
  })
}

export function holidays(validFrom: Day): readonly HolidayRule[] {
  return [
    ...fixed.map(
      ([monthDay, vi, en]): HolidayRule => ({
        id: monthDay,
        yearly: monthDay,
        day: null,
        kind: 'holiday',
        vi,
        en,
        isOverridable: true,
        ...stands(LABOUR, 'Đ112', 'B', validFrom),
      }),
    ),
    ...announced.map(dated('B', validFrom)),
    ...reckoned.map(dated('C', validFrom)),
  ]
}
