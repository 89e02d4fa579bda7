import { addressRule, sharedAccessSignatureRule } from './address.ts'
import { assignmentRule } from './assignment.ts'
import { authorizationRule, schemeRule } from './authorization.ts'
import { commandLineRules } from './command-line.ts'
import { privateKeyRule } from './private-key.ts'
import type { Rule } from './rule.ts'
import { vendorTokenRules } from './vendor-token.ts'

/** Every rule of our own. */
export const ownRules: readonly Rule[] = [
  privateKeyRule,
  addressRule,
  sharedAccessSignatureRule,
  authorizationRule,
  schemeRule,
  assignmentRule,
  ...commandLineRules,
  ...vendorTokenRules,
]
