import { createTask, createTaskSchema } from '../../tasks/create-task'
import { deleteTask } from '../../tasks/delete-task'
import { listTasks, listTasksSchema } from '../../tasks/list-tasks'
import { loadTask } from '../../tasks/load-task'
import { taskRecordSchema } from '../../tasks/task-record'
import { updateTask, updateTaskSchema } from '../../tasks/update-task'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Tasks'

export const taskRoutes = [
  defineRoute({
    method: 'post',
    path: '/tasks',
    tag,
    scope: 'write',
    summary: 'Create a task',
    body: createTaskSchema,
    status: 201,
    answer: taskRecordSchema,
    handle: ({ body, actor }) => createTask(body, actor.name),
    location: ({ id }) => `/api/v1/tasks/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/tasks',
    tag,
    scope: 'read',
    summary: 'List tasks',
    description: 'Open and overdue ones by due date; done ones the last done first; all the newest first.',
    query: listTasksSchema,
    answer: pageOf(taskRecordSchema),
    handle: ({ query }) => listTasks(query),
  }),
  defineRoute({
    method: 'get',
    path: '/tasks/{id}',
    tag,
    scope: 'read',
    summary: 'Read a task',
    params: idParams,
    answer: taskRecordSchema,
    handle: ({ params }) => loadTask(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/tasks/{id}',
    tag,
    scope: 'write',
    summary: 'Change a task, complete it, or open it again',
    description: '`dueAt: null` takes the due date away, `ownerId: null` the owner.',
    params: idParams,
    body: updateTaskSchema,
    answer: taskRecordSchema,
    handle: ({ params, body, actor }) => updateTask(params.id, body, actor.name),
  }),
  defineRoute({
    method: 'delete',
    path: '/tasks/{id}',
    tag,
    scope: 'write',
    summary: 'Delete a task',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await deleteTask(params.id)
      return undefined
    },
  }),
]
