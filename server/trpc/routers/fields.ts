import { z } from 'zod'
import { createField, createFieldSchema } from '../../prospects/create-field'
import { fieldUsage } from '../../prospects/field-usage'
import { listCustomFields } from '../../prospects/list-fields'
import { updateField, updateFieldSchema } from '../../prospects/update-field'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const keySchema = z.object({ key: z.string().min(1).max(100) })

export const fieldsRouter = router({
  list: viewerProcedure.query(() => listCustomFields()),
  usage: viewerProcedure.input(keySchema).query(({ input }) => fieldUsage(input.key)),
  create: marketerProcedure.input(createFieldSchema).mutation(({ input }) => createField(input)),
  update: marketerProcedure
    .input(keySchema.extend(updateFieldSchema.shape))
    .mutation(({ input: { key, ...changes } }) => updateField(key, changes)),
})
