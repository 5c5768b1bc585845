import { markFaults, recipientFaults, signatureFaults } from './closing.ts'
import { addresseeFaults, basisFaults, bodyFaults, endFaults } from './content.ts'
import type { Fault } from './fault.ts'
import { headingFaults } from './headings.ts'
import { capitalizationFaults, citationFaults } from './language.ts'
import { capitalFaults, lookFaults } from './looks.ts'
import { dateFaults, numberFaults } from './numbers.ts'
import { fontFaults, pageFaults } from './page.ts'
import { subjectFaults } from './subject.ts'
import { titleFaults } from './titles.ts'

/** Every known fault. */
export const faults: Fault[] = [
  ...pageFaults,
  ...fontFaults,
  ...titleFaults,
  ...numberFaults,
  ...dateFaults,
  ...subjectFaults,
  ...lookFaults,
  ...capitalFaults,
  ...bodyFaults,
  ...basisFaults,
  ...addresseeFaults,
  ...headingFaults,
  ...endFaults,
  ...signatureFaults,
  ...recipientFaults,
  ...markFaults,
  ...citationFaults,
  ...capitalizationFaults,
]

export type { Expected, Fault } from './fault.ts'
