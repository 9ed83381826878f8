import { checkPage, checkPageSchema } from '../../tracking-setup/check-page'
import { checkTrackingDomain } from '../../tracking-setup/check-tracking-domain'
import { loadTrackingSetup } from '../../tracking-setup/load-setup'
import { adminProcedure, router } from '../trpc'

/** Setting up the tracking domain and the tracker script (IR-6, IR-7). */
export const trackingRouter = router({
  setup: adminProcedure.query(() => loadTrackingSetup()),
  checkDomain: adminProcedure.mutation(() => checkTrackingDomain()),
  checkPage: adminProcedure.input(checkPageSchema).mutation(({ input }) => checkPage(input)),
})
