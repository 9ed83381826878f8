import { z } from 'zod'
import { createFunction } from '../../functions/create-function'
import { createFunctionSchema } from '../../functions/function-fields'
import { listFunctions, listFunctionsSchema } from '../../functions/list-functions'
import { loadFunction } from '../../functions/load-function'
import { removeFunction } from '../../functions/remove-function'
import { saveFunction, saveFunctionSchema } from '../../functions/save-function'
import { tryFunction, tryFunctionSchema } from '../../functions/try-function'
import { adminProcedure, router, viewerProcedure } from '../trpc'

const one = z.object({ id: z.string() })

/** Writing and running code is for admins; marketers choose functions in workflows. */
export const functionsRouter = router({
  list: viewerProcedure.input(listFunctionsSchema).query(({ input }) => listFunctions(input)),
  get: viewerProcedure.input(one).query(({ input }) => loadFunction(input.id)),
  create: adminProcedure.input(createFunctionSchema).mutation(({ input }) => createFunction(input)),
  save: adminProcedure.input(saveFunctionSchema).mutation(({ input }) => saveFunction(input)),
  remove: adminProcedure.input(one).mutation(({ input }) => removeFunction(input.id)),
  tryOut: adminProcedure.input(tryFunctionSchema).mutation(({ input }) => tryFunction(input)),
})
