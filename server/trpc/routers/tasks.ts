import { z } from 'zod'
import { createTask, createTaskSchema } from '../../tasks/create-task'
import { deleteTask } from '../../tasks/delete-task'
import { listTasks, listTasksSchema } from '../../tasks/list-tasks'
import { loadTask } from '../../tasks/load-task'
import { updateTask, updateTaskSchema } from '../../tasks/update-task'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const tasksRouter = router({
  list: viewerProcedure.input(listTasksSchema).query(({ input }) => listTasks(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadTask(input.id)),
  create: marketerProcedure
    .input(createTaskSchema)
    .mutation(({ input, ctx }) => createTask(input, ctx.user.id)),
  update: marketerProcedure
    .input(idSchema.extend(updateTaskSchema.shape))
    .mutation(({ input: { id, ...changes }, ctx }) => updateTask(id, changes, ctx.user.id)),
  remove: marketerProcedure.input(idSchema).mutation(({ input }) => deleteTask(input.id)),
})
