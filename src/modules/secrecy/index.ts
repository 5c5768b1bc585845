/** Secrecy: refusal of state secrets in networked installations. */
export { refusal, refuseSecret, type SecrecyLevelCode, secrecyErrors } from './rules.ts'
