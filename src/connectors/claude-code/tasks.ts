import { arrayAt, asObject, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'
import type { PendingCall, Task } from './state.ts'
import { remember } from './state.ts'

/** Sessions of which the task list is remembered. */
const most = 50

/** The list that `TodoWrite` sets as a whole. */
export const readTodos = (scribe: Scribe, place: Place, input: JsonObject): void => {
  const todos = (arrayAt(input, 'todos') ?? []).flatMap((item, index) => {
    const todo = asObject(item)
    const text = stringAt(todo, 'content')
    return text === undefined ? [] : [{ id: String(index), text, status: stringAt(todo, 'status') ?? 'pending' }]
  })
  emitTasks(scribe, place, todos)
}

/** What `TaskCreate`, `TaskUpdate` and `TaskList` answered: each tells a part, from which the list is kept here. */
export const readTaskResult = (scribe: Scribe, place: Place, result: JsonObject, call: PendingCall): void => {
  const before = scribe.state.tasks.get(place.session) ?? []
  const after = tasksAfter(before, result, call)
  if (after === before) return
  remember(scribe.state.tasks, place.session, after, most)
  emitTasks(scribe, place, after)
}

const tasksAfter = (tasks: Task[], result: JsonObject, { tool, input }: PendingCall): Task[] => {
  if (tool === 'TaskCreate') {
    const task = objectAt(result, 'task')
    const id = stringAt(task, 'id')
    const text = stringAt(task, 'subject') ?? stringAt(input, 'subject')
    if (id === undefined || text === undefined) return tasks
    return [...tasks.filter((known) => known.id !== id), { id, text, status: 'pending' }]
  }
  if (tool === 'TaskUpdate') {
    const id = stringAt(result, 'taskId') ?? stringAt(input, 'taskId')
    if (id === undefined || result.success !== true) return tasks
    return updated(tasks, id, stringAt(objectAt(result, 'statusChange'), 'to') ?? input.status, input.subject)
  }
  const list = tool === 'TaskList' ? arrayAt(result, 'tasks') : undefined
  if (list === undefined) return tasks
  return list.flatMap((item) => {
    const task = asObject(item)
    const id = stringAt(task, 'id')
    const text = stringAt(task, 'subject')
    if (id === undefined || text === undefined) return []
    return [{ id, text, status: stringAt(task, 'status') ?? 'pending' }]
  })
}

const updated = (tasks: Task[], id: string, status: unknown, subject: unknown): Task[] => {
  if (status === 'deleted') return tasks.filter((task) => task.id !== id)
  const old = tasks.find((task) => task.id === id) ?? { id, text: `Task ${id}`, status: 'pending' }
  const task = {
    id,
    text: typeof subject === 'string' ? subject : old.text,
    status: typeof status === 'string' ? status : old.status,
  }
  if (task.text === old.text && task.status === old.status) return tasks
  return tasks.includes(old) ? tasks.map((known) => (known === old ? task : known)) : [...tasks, task]
}

const emitTasks = (scribe: Scribe, place: Place, tasks: readonly Task[]): void =>
  emitEvent(scribe, place, 'task-list', { items: tasks.map(({ text, status }) => ({ text, status })) })
