import type { JsonObject, Tally } from '../jsonl/index.ts'

/** Types of lines that hold nothing worth keeping. */
export const skippedTypes = new Set([
  'file-history-snapshot',
  'last-prompt',
  'agent-color',
  'agent-setting',
  'tag',
  'mode',
  'worktree-state',
  'content-replacement',
  'marble-origami-commit',
  'marble-origami-snapshot',
  'attribution-snapshot',
  'speculation-accept',
  'task-summary',
])

const common =
  'type uuid parentUuid logicalParentUuid sessionId session_id timestamp cwd gitBranch version userType isSidechain slug entrypoint promptId agentId teamName agentName forkedFrom isMeta level toolUseID requestId sessionKind'

const own: Readonly<Record<string, string>> = {
  user: 'message toolUseResult sourceToolAssistantUUID sourceToolUseID thinkingMetadata todos permissionMode planContent isVisibleInTranscriptOnly isCompactSummary imagePasteIds origin promptSource mcpMeta summarizeMetadata isVirtual',
  assistant:
    'message isApiErrorMessage error apiError errorDetails costUSD durationMs advisorModel isVirtual research attributionAgent attributionSkill attributionPlugin attributionMcpServer attributionMcpTool',
  system:
    'subtype content hookCount hookInfos hookErrors preventedContinuation stopReason hasOutput durationMs messageCount compactMetadata microcompactMetadata error cause retryInMs retryAttempt maxRetries url commands budgetTokens budgetLimit budgetNudges',
  attachment: 'attachment',
  progress: 'data parentToolUseID',
  summary: 'summary leafUuid',
  'queue-operation': 'operation content',
  'pr-link': 'prNumber prUrl prRepository',
  'custom-title': 'customTitle',
  'ai-title': 'aiTitle',
  'agent-name': 'agentName',
  'permission-mode': 'permissionMode',
}

const known = new Map(
  Object.entries(own).map(([type, fields]) => [type, new Set(`${common} ${fields}`.split(' '))] as const),
)

/** Counts the fields of a line that this version of the program does not know. */
export const countUnknownFields = (tally: Tally, type: string, value: JsonObject): void => {
  const fields = known.get(type)
  if (fields === undefined) return
  for (const key in value) if (!fields.has(key)) tally.unknown(`field:${type}.${key.slice(0, 40)}`)
}
