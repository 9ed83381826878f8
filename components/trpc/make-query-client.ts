import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { toast } from 'sonner'
import type { AppRouter } from '@/server/trpc/router'

/**
 * Answers are fresh for some seconds; only a lost connection is tried again, a clear “no” is not.
 * A mutation that does not handle its own error shows it as a message, so that none is swallowed.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && !appCodeOf(error) },
    },
    queryCache: new QueryCache({ onError: (error) => leaveWhenSignedOut(error) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        leaveWhenSignedOut(error)
        if (!mutation.options.onError) toast.error(error.message)
      },
    }),
  })
}

/** Our code of an error that the server answered with; undefined when no answer came. */
export function appCodeOf(error: unknown): string | undefined {
  if (!isTrpcError(error)) return undefined
  return error.data?.appCode
}

function isTrpcError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError
}

function leaveWhenSignedOut(error: unknown): void {
  if (appCodeOf(error) !== 'unauthenticated') return
  const { pathname, search } = window.location
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}
