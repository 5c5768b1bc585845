/** The law of legal form as data: NĐ 30/2020 PL I for the State, 36-HD/VPTW and 05-HD/VPTW for the Party, and the legal texts cited. */
export { checkFormOverride, findFormRules, formCollections, formRules, mergeForm } from './rule-set.ts'
export * from './types.ts'
