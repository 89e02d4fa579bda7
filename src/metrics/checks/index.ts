export { checkKinds } from './check.ts'
export { deriveChecks } from './derive-checks.ts'
