import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { addMembers, changeMembersSchema, removeMembers } from '../../lists/change-members'
import { createList, createListSchema } from '../../lists/create-list'
import { deleteList } from '../../lists/delete-list'
import { listHistory } from '../../lists/list-history'
import { listLists, listListsSchema } from '../../lists/list-lists'
import { listMembers } from '../../lists/list-members'
import { loadList } from '../../lists/load-list'
import { updateList, updateListSchema } from '../../lists/update-list'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })
const idPageSchema = idSchema.extend(pageSchema.shape)
const membersSchema = idSchema.extend(changeMembersSchema.shape)

export const listsRouter = router({
  list: viewerProcedure.input(listListsSchema).query(({ input }) => listLists(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadList(input.id)),
  members: viewerProcedure.input(idPageSchema).query(({ input: { id, ...page } }) => listMembers(id, page)),
  history: viewerProcedure.input(idPageSchema).query(({ input: { id, ...page } }) => listHistory(id, page)),
  create: marketerProcedure.input(createListSchema).mutation(({ input }) => createList(input)),
  update: marketerProcedure
    .input(idSchema.extend(updateListSchema.shape))
    .mutation(({ input: { id, ...changes } }) => updateList(id, changes)),
  remove: marketerProcedure.input(idSchema).mutation(({ input }) => deleteList(input.id)),
  addMembers: marketerProcedure
    .input(membersSchema)
    .mutation(({ input: { id, prospectIds }, ctx }) =>
      addMembers({ listId: id, prospectIds, by: ctx.user.id }),
    ),
  removeMembers: marketerProcedure
    .input(membersSchema)
    .mutation(({ input: { id, prospectIds }, ctx }) =>
      removeMembers({ listId: id, prospectIds, by: ctx.user.id }),
    ),
})
