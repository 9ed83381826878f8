'use client'

import { ErrorNotice } from '@/components/ui/error-notice'

/** The server's own words stay in its log; `digest` finds them there. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  const message = error.digest
    ? `Try again. If it happens again, look for ${error.digest} in the server log.`
    : 'Try again. If it happens again, reload the page.'
  return (
    <div className="mx-auto mt-16 w-full max-w-lg px-4">
      <ErrorNotice title="This page broke" error={message} onRetry={reset} />
    </div>
  )
}
