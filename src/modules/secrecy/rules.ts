/** State secrets never enter a networked installation (handbook 0.12 and section 14; decisions 16). Pure. */
import { AppError, defineErrors } from '#platform/errors/index.ts'
import { type RuleSet, secretRefusal } from '#regimes/index.ts'

export const secrecyErrors = defineErrors({
  SECRECY_REFUSED: {
    status: 422,
    vi: 'Không nhận văn bản mang độ mật {level} trên hệ thống nối mạng. {rule}',
    en: 'A document classified {level} is not accepted on a networked system. {rule}',
  },
})

export type SecrecyLevelCode = 'none' | 'confidential' | 'secret' | 'top-secret'

const NAMES: Record<SecrecyLevelCode, string> = {
  none: 'Thường',
  confidential: 'Mật',
  secret: 'Tối mật',
  'top-secret': 'Tuyệt mật',
}

/** The refusal with the rule quoted, in both languages. */
export function refusal(level: SecrecyLevelCode, rules: RuleSet): AppError {
  const quote = secretRefusal(rules)?.quote
  return new AppError('SECRECY_REFUSED', {
    facts: { level: NAMES[level], rule: quote?.vi ?? '', ruleEn: quote?.en ?? '' },
  })
}

/**
 * Refuses a level that was chosen by hand.
 * @throws AppError SECRECY_REFUSED when the level is a state secret and the installation has a network
 */
export function refuseSecret(level: SecrecyLevelCode, rules: RuleSet, isIsolated: boolean): void {
  if (level !== 'none' && !isIsolated) throw refusal(level, rules)
}
