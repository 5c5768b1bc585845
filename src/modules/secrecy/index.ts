/** Secrecy: refusal of state secrets in networked installations. */
export { refusal, refuseSecret, secrecyErrors, type SecrecyLevelCode } from './rules.ts'
