import { MutationCache, QueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { toast } from 'sonner'

/**
 * Answers are fresh for some seconds; only a lost connection is tried again, a clear “no” is not.
 * A mutation that does not handle its own error shows it as a message, so that none is swallowed.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && !hasAnswer(error) },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.options.onError) toast.error(error.message)
      },
    }),
  })
}

/** True when the server answered at all: what it said will not change by asking again. */
function hasAnswer(error: Error): boolean {
  return error instanceof TRPCClientError && error.data != null
}
