import Link from 'next/link'
import { Wordmark } from '@/components/shell/wordmark'
import { Button } from '@/components/ui/button'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 px-4 text-center">
      <Wordmark />
      <h1 className="font-semibold text-xl tracking-tight">There is nothing at this address</h1>
      <p className="max-w-sm text-ink-soft">It may have been removed, or the address was not copied whole.</p>
      <Button asChild>
        <Link href="/workflows">To the workflows</Link>
      </Button>
    </main>
  )
}
