/** What is known of the types of lines: what they are skipped as, or the fields that they are known to have. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Fields of a line. */
export const lineFields = words('timestamp type payload ordinal')

/** Items, events and lines that hold nothing that is not said elsewhere. */
export const skippedTypes = words(`
  world_state ghost_snapshot token_usage_record security_risk_score realtime_item
  inter_agent_communication_metadata additional_tools compaction compaction_summary context_compaction compaction_trigger
  custom_tool_call_status exited_review_mode thread_rolled_back thread_goal_updated thread_settings_applied
  undo_completed undo_started view_image_tool_call image_generation_end dynamic_tool_call_request
  dynamic_tool_call_response guardian_assessment warning guardian_warning deprecation_notice background_event
  session_configured mcp_startup_update mcp_startup_complete agent_reasoning_section_break plan_update turn_diff
  model_reroute model_verification collab_agent_interaction_end collab_waiting_end collab_close_end collab_resume_end
  exec_command_begin patch_apply_begin mcp_tool_call_begin web_search_begin item_started terminal_interaction
  exec_approval_request apply_patch_approval_request request_user_input request_permissions elicitation_request
  hook_started hook_completed shutdown_complete turn_moderation_metadata safety_buffering injected_message
`)

/** Completed items without an event of older versions. */
export const skippedItems = words(`
  Sleep ImageView ImageGeneration HookPrompt ExitedReviewMode CollabAgentToolCall DynamicToolCall Extension ToolSearch
`)

/** The fields that a payload is known to have, by its type. */
export const payloadFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries<ReadonlySet<string>>({
    session_meta: words(`id session_id timestamp cwd originator cli_version source thread_source model_provider git
    instructions base_instructions dynamic_tools memory_mode forked_from_id forked_from_ordinal_exclusive
    parent_thread_id agent_nickname agent_role agent_path history_mode history_base subagent_history_start_ordinal
    context_window multi_agent_version selected_capability_roots initial_window_id creator_account_id extra_config`),
    turn_context: words(`turn_id trace_id root_turn_id cwd workspace_roots current_date timezone approval_policy
    approvals_reviewer sandbox_policy permission_profile network file_system_sandbox_policy model comp_hash personality
    collaboration_mode multi_agent_version multi_agent_mode realtime_active effort summary user_instructions
    developer_instructions base_instructions final_output_json_schema truncation_policy service_tier
    cyber_access_program`),
    message: words('type id role content phase end_turn status internal_chat_message_metadata_passthrough'),
    reasoning: words('type id summary content encrypted_content status internal_chat_message_metadata_passthrough'),
    function_call: words('type id name namespace arguments call_id status internal_chat_message_metadata_passthrough'),
    function_call_output: words('type id call_id output status internal_chat_message_metadata_passthrough'),
    custom_tool_call: words('type id name namespace input call_id status internal_chat_message_metadata_passthrough'),
    custom_tool_call_output: words('type id call_id name output status internal_chat_message_metadata_passthrough'),
    web_search_call: words('type id status action internal_chat_message_metadata_passthrough'),
    user_message: words('type message kind images local_images text_elements audio client_id'),
    agent_message: words('type id message phase memory_citation author recipient content'),
    agent_reasoning: words('type text'),
    token_count: words('type info rate_limits'),
    task_started: words('type turn_id trace_id started_at model_context_window collaboration_mode_kind'),
    task_complete: words(`type turn_id last_agent_message started_at completed_at duration_ms time_to_first_token_ms
    error`),
    turn_aborted: words('type turn_id reason started_at completed_at duration_ms'),
    exec_command_end: words(`type call_id process_id turn_id started_at_ms completed_at_ms command cwd path_convention
    parsed_cmd source interaction_input stdout stderr aggregated_output exit_code duration formatted_output status`),
    patch_apply_end: words('type call_id turn_id stdout stderr success changes status auto_approved'),
    mcp_tool_call_end: words(`type call_id invocation duration result mcp_app_resource_uri plugin_id connector_id
    turn_id`),
    web_search_end: words('type call_id query action results'),
    thread_name_updated: words('type thread_id thread_name'),
    item_completed: words('type thread_id turn_id item started_at_ms completed_at_ms'),
    compacted: words('message replacement_history window_number first_window_id previous_window_id window_id'),
  }),
)
