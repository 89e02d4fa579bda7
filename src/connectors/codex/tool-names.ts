import type { RecordOf } from '../../model/records/index.ts'

export type Action = RecordOf<'toolCall'>['action']

const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries<Action>({
    apply_patch: 'edit',
    shell: 'run',
    shell_command: 'run',
    local_shell: 'run',
    'container.exec': 'run',
    exec_command: 'run',
    write_stdin: 'run',
    unified_exec: 'run',
    exec: 'run',
    wait_for_exec: 'run',
    view_image: 'read',
    read_file: 'read',
    read_mcp_resource: 'read',
    list_mcp_resources: 'read',
    list_mcp_resource_templates: 'read',
    list_dir: 'search',
    grep_files: 'search',
    tool_search: 'search',
    web_search: 'web',
    spawn_agent: 'delegate',
    spawn_agents_on_csv: 'delegate',
    send_input: 'delegate',
    send_message: 'delegate',
    followup_task: 'delegate',
    assign_task: 'delegate',
    wait: 'delegate',
    wait_agent: 'delegate',
    close_agent: 'delegate',
    resume_agent: 'delegate',
    interrupt_agent: 'delegate',
    list_agents: 'delegate',
    update_plan: 'plan',
    create_goal: 'plan',
    update_goal: 'plan',
    get_goal: 'plan',
    request_user_input: 'ask',
    request_permissions: 'ask',
  }),
)

/** What a tool does, told from its name. */
export const actionOf = (tool: string): Action => actions.get(tool) ?? 'other'

/** Whether a tool runs commands, so that its output may hold what git printed. */
export const runsCommands = (tool: string): boolean => actionOf(tool) === 'run'

/** The name of a tool; one of an MCP server as `mcp__<server>__<tool>`. */
export const toolName = (name: string, namespace: string | undefined): string =>
  namespace?.startsWith('mcp__') ? `${namespace}__${name.replace(/^_+/, '')}` : name
