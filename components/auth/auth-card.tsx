import type { ReactNode } from 'react'
import { Wordmark } from '@/components/shell/wordmark'

type AuthCardProps = { title: string; description: ReactNode; children: ReactNode }

/** The one card of the screens before the studio. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <Wordmark className="mb-6 text-lg" />
      <section className="w-full max-w-sm rounded-xl border bg-surface p-6">
        <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
        <p className="mt-1 mb-5 text-ink-soft">{description}</p>
        {children}
      </section>
    </main>
  )
}
