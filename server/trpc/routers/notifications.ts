import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { countUnread, listNotifications } from '../../notifications/list-notifications'
import { markRead } from '../../notifications/mark-read'
import { router, viewerProcedure } from '../trpc'

/** Everybody's own; nobody sees what others were told. */
export const notificationsRouter = router({
  list: viewerProcedure.input(pageSchema).query(({ input, ctx }) => listNotifications(ctx.user.id, input)),
  unread: viewerProcedure.query(async ({ ctx }) => ({ count: await countUnread(ctx.user.id) })),
  /** Without ids, all. */
  markRead: viewerProcedure
    .input(z.object({ ids: z.array(z.string().max(100)).max(1000).nullable() }))
    .mutation(({ input, ctx }) => markRead(ctx.user.id, input.ids)),
})
